package io.throughline.emulator;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

final class OwnBrokerCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getElement(), OwnBroker.class)
                .filter(own -> BusUnderTest.isForeign())
                .map(own -> ConditionEvaluationResult.disabled("Own broker only: " + own.value()))
                .orElseGet(() -> ConditionEvaluationResult.enabled("The broker is our own"));
    }
}
