package io.quarkiverse.activities.dev;

import java.util.List;

import io.quarkiverse.activities.runtime.definition.ActivityDefinition;
import io.quarkiverse.activities.runtime.payload.TypeView;

/**
 * An Activity Definition of the application.
 *
 * @param method class#method
 * @param parameters the types of the parameters, for people to read
 * @param result the type of the result; null if the method returns nothing
 * @param served whether a bean of this application implements it
 * @param paused whether the type is paused for all nodes
 * @param transactional whether the execution completes in the transaction of the method
 * @param onFailure the Activity Type that starts when an execution closes without a result; null for none
 * @param options the options that apply if a call does not set its own
 * @param example arguments that the start form begins with
 */
public record DefinitionView(String activityType, String taskQueue, String method, List<String> parameters, String result,
        boolean served, boolean paused, boolean transactional, String onFailure, List<OptionView> options,
        List<Object> example) {

    static DefinitionView of(ActivityDefinition definition, boolean paused) {
        return new DefinitionView(definition.type(), definition.taskQueue(), definition.method(),
                definition.parameters().stream().map(TypeView::name).toList(),
                definition.result() == null ? null : TypeView.name(definition.result()), definition.isServed(), paused,
                definition.isTransactional(), definition.onFailure().isEmpty() ? null : definition.onFailure(),
                OptionView.of(definition), definition.parameters().stream().map(TypeView::example).toList());
    }
}
