package io.quarkiverse.activities.test.conformance;

import java.util.stream.Stream;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Provides the name of each recorded case as a test. */
class WorkerCaseNames implements ArgumentsProvider {

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        return WorkerCase.all().stream().map(WorkerCase::name).map(Arguments::of);
    }
}
