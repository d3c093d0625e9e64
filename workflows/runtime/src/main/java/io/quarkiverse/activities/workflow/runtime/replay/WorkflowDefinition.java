package io.quarkiverse.activities.workflow.runtime.replay;

import java.lang.reflect.Type;
import java.util.List;

import io.quarkiverse.activities.workflow.WorkflowContext;

/** A workflow class as the build found it. */
public interface WorkflowDefinition {

    /** A method of the workflow class. */
    interface Method {

        /** {@return the types of the parameters} */
        List<Type> parameters();

        /** Calls the method on an instance of the workflow class. */
        Object invoke(Object workflow, Object[] arguments) throws Throwable;
    }

    /** {@return a new instance of the workflow class} */
    Object create(WorkflowContext context, Object[] arguments) throws Throwable;

    /** {@return the workflow method} */
    Method method();

    /** {@return the handler of a signal, or null if there is none with this name} */
    Method signal(String name);

    /** {@return the handler of a query, or null if there is none with this name} */
    Method query(String name);

    /** {@return the handler of an update, or null if there is none with this name} */
    Method update(String name);

    /** {@return the validator of an update, or null if it has none} */
    Method validator(String updateName);

    /** {@return the names of the updates, for the message about an unknown one} */
    List<String> updateNames();
}
