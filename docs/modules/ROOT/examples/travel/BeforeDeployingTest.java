package travel;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.activities.workflow.WorkflowCheck;
import io.quarkiverse.activities.workflow.WorkflowCheckOptions;
import io.quarkiverse.activities.workflow.WorkflowClient;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class BeforeDeployingTest {

    @Inject
    WorkflowClient workflows;

    @Test
    void thisBuildContinuesAllOpenRuns() {
        WorkflowCheck check = workflows.check(WorkflowCheckOptions.all().mostPerType(1_000)); // <1>
        assertThat(check.problems()).as(check.summary()).isEmpty(); // <2>
    }
}
