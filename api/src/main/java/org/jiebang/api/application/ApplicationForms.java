package org.jiebang.api.application;

import java.util.UUID;
import org.jiebang.form.Form;
import org.jiebang.form.FormValues;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Forms of applications as they stand, for comparing papers with them. Asks nobody's rights: never give the values to a caller. */
@Component
public class ApplicationForms {
    private final ApplicationStore store;
    private final Applications applications;

    ApplicationForms(ApplicationStore store, Applications applications) {
        this.store = store;
        this.applications = applications;
    }

    public record Filled(Form form, FormValues values) {
        /** Never in a log. */
        @Override
        public String toString() {
            return "Filled";
        }
    }

    /** Empty if there is no such application. */
    public Mono<Filled> today(UUID id) {
        return store.find(id)
                .flatMap(applications::situation)
                .map(situation -> new Filled(situation.form(), situation.formValues()));
    }
}
