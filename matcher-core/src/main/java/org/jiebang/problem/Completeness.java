package org.jiebang.problem;

import java.util.ArrayList;
import java.util.List;
import org.jiebang.catalog.Problem;

/** What a problem's 基本情况表 (ledger section 11.2) lacks of what its proposer has to fill in before it can be judged. */
public final class Completeness {
    private Completeness() {}

    /** Headings of the fields that are empty, in the order of the form. */
    public static List<String> missing(Problem problem) {
        List<String> missing = new ArrayList<>();
        require(missing, "提出单位", !problem.proposer().isBlank());
        require(missing, "所属分类", problem.industryClass() != null);
        require(missing, "产业领域", !problem.fields().isEmpty());
        require(missing, "产生背景", !problem.description().background().isBlank());
        require(missing, "目前进展", !problem.description().progress().isBlank());
        require(missing, "关键难点和挑战", !problem.description().difficulties().isBlank());
        require(missing, "拟开展合作方式", !problem.description().cooperation().isBlank());
        require(missing, "预期效益", !problem.description().benefits().isBlank());
        require(missing, "预计总投入（万元）", problem.investment() != null);
        require(missing, "问题解决期限", !problem.deadline().isBlank());
        require(missing, "所在地区", problem.region() != null);
        return List.copyOf(missing);
    }

    private static void require(List<String> missing, String heading, boolean present) {
        if (!present) {
            missing.add(heading);
        }
    }
}
