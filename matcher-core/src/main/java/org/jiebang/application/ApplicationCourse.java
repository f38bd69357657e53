package org.jiebang.application;

import java.util.Set;
import java.util.stream.Collectors;
import org.jiebang.programme.Programme;
import org.jiebang.programme.Stage;
import org.jiebang.workflow.Workflow;

/** The kinds of courses that calls prescribe, each with its table of transitions. */
public enum ApplicationCourse {
    /** 申报注册、材料报送、资格审查、专家评审、公示、立项、结项、满意度 (W-07 to W-09); no mid-term check. */
    CAST("cast.csv", "“科创中国”科技服务团", "National service teams"),
    /** 申报、资格审查、综合评审、公示、立项、中期检查、结题评估 (W-01, W-02). */
    PUBLISHED_CALL("published-call.csv", "2024 年“科创江苏”", "Jiangsu call of 2024"),
    /** 申报、立项、中期检查、结题评估 (W-05, W-06): no publication before the approval. */
    CALL("call.csv", "2023 年“科创江苏”", "Jiangsu call of 2023"),
    /** Tasks that units report on, with neither approval nor money (W-12 to W-18). */
    TASK("task.csv", "2020、2021 年专项行动", "Actions of 2020 and 2021");

    private final Workflow<ApplicationState, ApplicationEvent, ApplicationNeed> table;
    private final String label;
    private final String english;

    ApplicationCourse(String file, String label, String english) {
        this.table = Workflow.read(ApplicationState.class, ApplicationEvent.class, ApplicationNeed.class, file);
        this.label = label;
        this.english = english;
    }

    public Workflow<ApplicationState, ApplicationEvent, ApplicationNeed> table() {
        return table;
    }

    public String label() {
        return label;
    }

    public String english() {
        return english;
    }

    /** The course that a programme's stages prescribe. */
    public static ApplicationCourse of(Programme programme) {
        Set<String> stages = programme.stages().stream()
                .map(Stage::name)
                .map(name -> name.chinese())
                .collect(Collectors.toSet());
        if (!stages.contains("立项")) {
            return TASK;
        }
        if (stages.contains("结项")) {
            return CAST;
        }
        return stages.contains("公示") ? PUBLISHED_CALL : CALL;
    }
}
