package io.quarkiverse.activities.workflow.runtime.dev;

import java.util.List;

import io.quarkiverse.activities.runtime.payload.TypeView;
import io.quarkiverse.activities.workflow.runtime.definition.MethodKind;
import io.quarkiverse.activities.workflow.runtime.definition.WorkflowClass;
import io.quarkiverse.activities.workflow.runtime.definition.WorkflowClassMethod;

/** The messages that a workflow has handlers for. */
public record MessageForms(List<MessageForm> signals, List<MessageForm> queries, List<MessageForm> updates) {

    static final MessageForms UNKNOWN = new MessageForms(List.of(), List.of(), List.of());

    /**
     * A message.
     *
     * @param parameters the types of the parameters, for people to read
     * @param example arguments that the form begins with
     */
    public record MessageForm(String name, List<String> parameters, List<Object> example) {
    }

    static MessageForms of(WorkflowClass workflow) {
        return new MessageForms(forms(workflow, MethodKind.SIGNAL), forms(workflow, MethodKind.QUERY),
                forms(workflow, MethodKind.UPDATE));
    }

    private static List<MessageForm> forms(WorkflowClass workflow, MethodKind kind) {
        return workflow.methods().stream().filter(method -> method.kind() == kind).map(MessageForms::form).toList();
    }

    private static MessageForm form(WorkflowClassMethod method) {
        return new MessageForm(method.name(), method.parameters().stream().map(TypeView::name).toList(),
                method.parameters().stream().map(TypeView::example).toList());
    }
}
