package files;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import files.FileActivities.LocalFile;
import io.quarkiverse.activities.ActivityClient;
import io.quarkiverse.activities.TimeoutType;
import io.quarkiverse.activities.failure.ActivityFailedException;
import io.quarkiverse.activities.failure.TimeoutFailure;

@ApplicationScoped
public class FileProcessing {

    private static final Duration MAX_WAIT = Duration.ofSeconds(5);

    @Inject
    ActivityClient activities;

    // tag::processing[]
    public void process(String source, String target) {
        while (true) {
            LocalFile file = activities.call(FileActivities.class, f -> f.download(source)).execute(); // <1>
            try {
                processOnSameMachine(file, target);
                return;
            } catch (ActivityFailedException e) {
                if (!isMachineGone(e)) {
                    throw e;
                }
                // the file is lost with its machine: download it again // <3>
            }
        }
    }

    private void processOnSameMachine(LocalFile file, String target) {
        String processed = activities.call(FileActivities.class, f -> f.process(file.path()))
                .taskQueue(file.taskQueue()).scheduleToStartTimeout(MAX_WAIT) // <2>
                .execute();
        activities.callVoid(FileActivities.class, f -> f.upload(processed, target))
                .taskQueue(file.taskQueue()).scheduleToStartTimeout(MAX_WAIT)
                .execute();
    }

    private static boolean isMachineGone(ActivityFailedException e) {
        return e.getCause() instanceof TimeoutFailure timeout && timeout.timeoutType() == TimeoutType.SCHEDULE_TO_START;
    }
    // end::processing[]
}
