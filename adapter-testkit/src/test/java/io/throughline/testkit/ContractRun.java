package io.throughline.testkit;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A contract's tests, run within a test to see which of them fail. */
final class ContractRun implements TestExecutionListener {

    private static final ScopedValue<Object> SUBJECT = ScopedValue.newInstance();

    private final Set<String> succeeded = new TreeSet<>();
    private final Map<String, String> failed = new TreeMap<>();

    private ContractRun() {}

    /** @param subject what the class finds as {@link #subject} while it is run */
    static ContractRun of(Class<?> contract, Object subject) {
        ContractRun run = new ContractRun();
        ScopedValue.where(SUBJECT, subject)
                .run(() -> LauncherFactory.create()
                        .execute(
                                LauncherDiscoveryRequestBuilder.request()
                                        .selectors(DiscoverySelectors.selectClass(contract))
                                        .build(),
                                run));
        return run;
    }

    /** What the contract is held against by this thread. */
    static <T> T subject(Class<T> kind) {
        return kind.cast(SUBJECT.get());
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        String name = test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getMethodName())
                .orElse(test.getDisplayName());
        switch (result.getStatus()) {
            case SUCCESSFUL -> {
                if (test.isTest()) {
                    succeeded.add(name);
                }
            }
            case FAILED ->
                failed.put(name, result.getThrowable().map(Throwable::toString).orElse(""));
            case ABORTED -> {}
        }
    }

    Set<String> succeeded() {
        return succeeded;
    }

    Set<String> failed() {
        return failed.keySet();
    }

    @Override
    public String toString() {
        return "failed: " + failed;
    }
}
