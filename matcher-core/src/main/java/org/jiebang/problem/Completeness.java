package org.jiebang.problem;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jiebang.catalog.Problem;
import org.jiebang.form.Block;
import org.jiebang.form.Field;
import org.jiebang.form.Forms;

/** What a problem's 基本情况表 (ledger section 11.2) lacks of what its proposer has to fill in before it can be judged. */
public final class Completeness {
    private static final Block PROPOSER = Forms.named("problem-2024").blocks().getFirst();

    /** Whether a required field is filled in; the form says which they are. */
    private static final Map<String, Predicate<Problem>> FILLED = Map.ofEntries(
            entry("难题问题名称", problem -> true),
            entry("提出单位", problem -> !problem.proposer().isBlank()),
            entry("所属分类", problem -> problem.industryClass() != null),
            entry("产业领域", problem -> !problem.fields().isEmpty()),
            entry("产生背景", problem -> !problem.description().background().isBlank()),
            entry("目前进展", problem -> !problem.description().progress().isBlank()),
            entry("关键难点和挑战", problem -> !problem.description().difficulties().isBlank()),
            entry("拟开展合作方式", problem -> !problem.description().cooperation().isBlank()),
            entry("预期效益", problem -> !problem.description().benefits().isBlank()),
            entry("预计总投入（万元）", problem -> problem.investment() != null),
            entry("问题解决期限", problem -> !problem.deadline().isBlank()),
            entry("所在地区", problem -> problem.region() != null),
            entry("是否位于示范市或试点城市", problem -> true));

    private Completeness() {}

    /** Headings of the fields that are empty, in the order of the form. */
    public static List<String> missing(Problem problem) {
        return PROPOSER.fields().stream()
                .filter(Field::required)
                .map(Field::id)
                .filter(id -> !Objects.requireNonNull(FILLED.get(id), id).test(problem))
                .toList();
    }
}
