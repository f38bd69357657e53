package org.jiebang.api.notify;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Membership;
import org.jiebang.problem.ProblemTask;
import org.jiebang.problem.TaskParty;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** What an organisation has to do for problems. */
@Component
class ProblemTasks implements TaskSource {
    private static final String TASKS = """
            SELECT DISTINCT problem_progress.record_id, library_record.payload ->> 'title' AS title, told.task,
                   problem_progress.since, problem_progress.claim_until, told.days
            FROM problem_progress
            JOIN library_record ON library_record.id = problem_progress.record_id
            JOIN unnest($1::text[], $2::text[], $3::text[], $4::integer[]) AS told (state, task, party, days)
              ON told.state = problem_progress.state
            JOIN problem_party ON problem_party.record_id = problem_progress.record_id AND problem_party.party = told.party
             AND problem_party.organisation_id = $5 AND problem_party.role = $6
            WHERE told.task <> 'SELECT' OR EXISTS (SELECT 1 FROM problem_claim
                  WHERE problem_claim.record_id = problem_progress.record_id AND problem_claim.state = 'SUBMITTED')
            ORDER BY problem_progress.since, problem_progress.record_id LIMIT $7
            """;

    private final DatabaseClient database;

    ProblemTasks(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Flux<TaskView> tasks(Actor actor, Membership acting) {
        List<ProblemTask> tasks = new ArrayList<>();
        List<String> parties = new ArrayList<>();
        for (ProblemTask task : ProblemTask.values()) {
            for (TaskParty party : task.parties()) {
                tasks.add(task);
                parties.add(party.name());
            }
        }
        OffsetDateTime now = OffsetDateTime.now();
        return database.sql(TASKS)
                .bind("$1", tasks.stream().map(task -> task.state().name()).toArray(String[]::new))
                .bind("$2", tasks.stream().map(ProblemTask::name).toArray(String[]::new))
                .bind("$3", parties.toArray(String[]::new))
                .bind("$4", tasks.stream().map(ProblemTask::remindAfterDays).toArray(Integer[]::new))
                .bind("$5", acting.organisationId())
                .bind("$6", acting.role().name())
                .bind("$7", TaskController.MOST)
                .map(row -> {
                    ProblemTask task = ProblemTask.valueOf(Objects.requireNonNull(row.get("task", String.class)));
                    OffsetDateTime since = Objects.requireNonNull(row.get("since", OffsetDateTime.class));
                    UUID problem = Objects.requireNonNull(row.get("record_id", UUID.class));
                    return new TaskView(
                            task.name(),
                            task.label(),
                            task.english(),
                            "/problems/" + problem,
                            problem,
                            Objects.requireNonNullElse(row.get("title", String.class), ""),
                            since,
                            task == ProblemTask.SELECT ? row.get("claim_until", LocalDate.class) : null,
                            since.plusDays(task.remindAfterDays()).isBefore(now));
                })
                .all();
    }
}
