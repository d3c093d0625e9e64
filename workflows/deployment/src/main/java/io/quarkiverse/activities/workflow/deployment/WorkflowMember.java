package io.quarkiverse.activities.workflow.deployment;

import java.util.List;
import java.util.Set;

import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

import io.quarkiverse.activities.workflow.runtime.definition.MethodKind;

/**
 * A method of a workflow class.
 *
 * @param method the method that runs. A supertype may declare it
 * @param signature its signature in the hierarchy of the class
 * @param name the name of the message; for a validator, that of its update; for the workflow method, that of the method
 * @param result null for none
 * @param keys the keys by which stubs of the class and of its supertypes call the method
 */
record WorkflowMember(MethodInfo method, String signature, MethodKind kind, String name, List<Type> parameters, Type result,
        Set<String> keys) {
}
