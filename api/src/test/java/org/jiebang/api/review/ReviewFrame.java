package org.jiebang.api.review;

import java.util.Map;
import org.jiebang.api.People;
import org.jiebang.api.Platform;
import org.jiebang.api.application.Case;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.r2dbc.core.DatabaseClient;

/** Frame of the tests of reviews: one category, in which nobody else's applications are in review. */
abstract class ReviewFrame {
    static final String CATEGORY = "P24-B3";

    final Platform platform;
    final People people;
    final DatabaseClient database;
    private final ReviewUpkeep upkeep;

    ReviewFrame(Platform platform, People people, DatabaseClient database, ReviewUpkeep upkeep) {
        this.platform = platform;
        this.people = people;
        this.database = database;
        this.upkeep = upkeep;
    }

    final void run(String sql) {
        database.sql(sql).fetch().rowsUpdated().block();
    }

    /** What other tests left in review is not to be judged here, and this review holds no other test up. */
    @BeforeEach
    @AfterEach
    final void alone() {
        run("UPDATE review SET state = 'CLOSED'");
        run("UPDATE application SET state = 'WITHDRAWN' WHERE category = '" + CATEGORY + "' AND state = 'REVIEW'");
    }

    final Case application() {
        Case one = new Case(platform, people);
        one.begin(Map.of("programme", Case.JIANGSU, "category", CATEGORY, "title", Platform.unique("示例行动")));
        one.write("指标：深入市县数", "6");
        return one;
    }

    final void inReview(Case one) {
        run("UPDATE application SET state = 'REVIEW' WHERE id = '" + one.id() + "'");
    }

    final String plan(Panel panel, int reviewers, int places) {
        return platform.answer(panel.planning(CATEGORY, reviewers, places), 201)
                .path("review")
                .path("id")
                .asString();
    }

    /** Reminds and replaces, as it happens every day. */
    final void round() {
        upkeep.round(Reviews.today()).block();
    }
}
