package io.quarkiverse.activities.runtime.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.core.type.TypeReference;

class TypeViewTest {

    enum Size {
        SMALL,
        LARGE
    }

    record Tree(String name, Size size, BigDecimal height, boolean green, Instant planted, int[] rings, List<Tree> twigs) {
    }

    private static final Type TREES = new TypeReference<Map<String, List<Tree>>>() {
    }.getType();

    @Test
    void namesOmitPackages() {
        assertThat(TypeView.name(String.class)).isEqualTo("String");
        assertThat(TypeView.name(int[].class)).isEqualTo("int[]");
        assertThat(TypeView.name(TREES)).isEqualTo("Map<String, List<TypeViewTest.Tree>>");
    }

    @Test
    void examplesHaveAnEntryForEachValue() {
        assertThat(TypeView.example(String.class)).isEqualTo("");
        assertThat(TypeView.example(long.class)).isEqualTo(0);
        assertThat(TypeView.example(Size.class)).isEqualTo("SMALL");
        assertThat(TypeView.example(TREES)).isEqualTo(Map.of());
        assertThat(TypeView.example(Tree.class)).asString()
                .startsWith("{name=, size=SMALL, height=0, green=false, planted=null, rings=[0], twigs=[{name=, size=SMALL");
    }
}
