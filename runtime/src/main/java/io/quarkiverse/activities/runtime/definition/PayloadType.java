package io.quarkiverse.activities.runtime.definition;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Objects;

/** A type with its type arguments, as the build found it. It has setters because a recorder writes it into bytecode. */
public class PayloadType {

    private Class<?> raw;
    private List<PayloadType> arguments = List.of();

    public Class<?> getRaw() {
        return raw;
    }

    public void setRaw(Class<?> raw) {
        this.raw = raw;
    }

    public List<PayloadType> getArguments() {
        return arguments;
    }

    public void setArguments(List<PayloadType> arguments) {
        this.arguments = arguments;
    }

    public Type toType() {
        if (arguments.isEmpty()) {
            return raw;
        }
        return new Parameterized(raw, arguments.stream().map(PayloadType::toType).toList());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PayloadType && raw == ((PayloadType) other).raw
                && arguments.equals(((PayloadType) other).arguments);
    }

    @Override
    public int hashCode() {
        return Objects.hash(raw, arguments);
    }

    @Override
    public String toString() {
        return toType().getTypeName();
    }

    private static final class Parameterized implements ParameterizedType {

        private final Class<?> raw;
        private final List<Type> arguments;

        Parameterized(Class<?> raw, List<Type> arguments) {
            this.raw = raw;
            this.arguments = arguments;
        }

        @Override
        public Type[] getActualTypeArguments() {
            return arguments.toArray(new Type[0]);
        }

        @Override
        public Type getRawType() {
            return raw;
        }

        @Override
        public Type getOwnerType() {
            return raw.getDeclaringClass();
        }

        @Override
        public boolean equals(Object other) {
            if (!(other instanceof ParameterizedType)) {
                return false;
            }
            ParameterizedType that = (ParameterizedType) other;
            return raw.equals(that.getRawType()) && Objects.equals(getOwnerType(), that.getOwnerType())
                    && arguments.equals(List.of(that.getActualTypeArguments()));
        }

        @Override
        public int hashCode() {
            // The same formula as in the JDK's implementation, because instances of both can be equal
            return arguments.hashCode() ^ Objects.hashCode(getOwnerType()) ^ raw.hashCode();
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(raw.getName()).append('<');
            for (int i = 0; i < arguments.size(); i++) {
                text.append(i == 0 ? "" : ", ").append(arguments.get(i).getTypeName());
            }
            return text.append('>').toString();
        }
    }
}
