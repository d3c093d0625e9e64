package io.quarkiverse.activities.runtime.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DatabaseUrlTest {

    @Test
    void credentialsAreNotShown() {
        assertThat(DatabaseUrl.withoutCredentials("jdbc:postgresql://h:1/db?user=u&password=p"))
                .isEqualTo("jdbc:postgresql://h:1/db");
        assertThat(DatabaseUrl.withoutCredentials("jdbc:postgresql://u:p@h:1/db")).isEqualTo("jdbc:postgresql://h:1/db");
        assertThat(DatabaseUrl.withoutCredentials("jdbc:h2:mem:a;PASSWORD=p")).isEqualTo("jdbc:h2:mem:a");
    }

    @Test
    void recognizesAnonymousDatabases() {
        assertThat(DatabaseUrl.isAnonymousMemory("jdbc:h2:mem:;DB_CLOSE_DELAY=-1")).isTrue();
        assertThat(DatabaseUrl.isAnonymousMemory("jdbc:h2:mem:")).isTrue();
        assertThat(DatabaseUrl.isAnonymousMemory("jdbc:h2:mem:a")).isFalse();
    }

    @Test
    void recognizesFilesThatMayLoseCommits() {
        assertThat(DatabaseUrl.mayLoseCommits("jdbc:h2:file:./a")).isTrue();
        assertThat(DatabaseUrl.mayLoseCommits("jdbc:h2:./a;WRITE_DELAY=500")).isTrue();
        assertThat(DatabaseUrl.mayLoseCommits("jdbc:h2:~/a;MODE=x;WRITE_DELAY=0")).isFalse();
        assertThat(DatabaseUrl.mayLoseCommits("jdbc:h2:mem:a")).isFalse();
        assertThat(DatabaseUrl.mayLoseCommits("jdbc:h2:tcp://h/a")).isFalse();
        assertThat(DatabaseUrl.mayLoseCommits("jdbc:postgresql://h/a")).isFalse();
    }

    @Test
    void recognizesFilesThatCloseBeforeTheEngine() {
        assertThat(DatabaseUrl.closesTooEarly("jdbc:h2:file:./a;WRITE_DELAY=0")).isTrue();
        assertThat(DatabaseUrl.closesTooEarly("jdbc:h2:./a;db_close_on_exit=true")).isTrue();
        assertThat(DatabaseUrl.closesTooEarly("jdbc:h2:./a;DB_CLOSE_ON_EXIT=FALSE")).isFalse();
        assertThat(DatabaseUrl.closesTooEarly("jdbc:h2:./a;AUTO_SERVER=TRUE")).isFalse();
        assertThat(DatabaseUrl.closesTooEarly("jdbc:h2:mem:a")).isFalse();
        assertThat(DatabaseUrl.closesTooEarly("jdbc:postgresql://h/a")).isFalse();
    }

    @Test
    void takesAnotherParameter() {
        assertThat(DatabaseUrl.with("jdbc:postgresql://h:1/db", "a", "1")).isEqualTo("jdbc:postgresql://h:1/db?a=1");
        assertThat(DatabaseUrl.with("jdbc:postgresql://h,i/db?user=u", "a", "1"))
                .isEqualTo("jdbc:postgresql://h,i/db?user=u&a=1");
    }
}
