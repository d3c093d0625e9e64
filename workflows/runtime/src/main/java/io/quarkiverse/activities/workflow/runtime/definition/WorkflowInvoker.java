package io.quarkiverse.activities.workflow.runtime.definition;

/** Creates instances of a workflow class and calls its methods. The build generates one for each class. */
public interface WorkflowInvoker {

    /** {@return a new instance} */
    Object create(Object[] parameters) throws Throwable;

    /**
     * {@return what the method returns, or null}
     *
     * @param method the index of the method, as in {@link MethodData}
     */
    Object invoke(Object workflow, int method, Object[] arguments) throws Throwable;
}
