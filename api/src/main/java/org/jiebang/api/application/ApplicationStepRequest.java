package org.jiebang.api.application;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jiebang.application.ApplicationEvent;
import org.jiebang.application.ProjectGrade;
import org.jspecify.annotations.Nullable;

/**
 * A step to take, with what it brings; what the event has no use for is not looked at.
 *
 * @param version of the application that the caller has seen
 * @param reason why, or an opinion, or what the served side said
 * @param due last day of what is asked for
 * @param workingDays of the publication, from tomorrow on; or its last day is named
 * @param publishedUntil last day of the publication
 * @param grant in 万元
 * @param satisfaction the served side's grade, 1 (not at all) to 5 (fully)
 * @param evidence ids of files
 */
record ApplicationStepRequest(
        @NotNull(message = "请选择要办理的步骤。") ApplicationEvent event,
        @NotNull(message = "缺少版本号。") Long version,

        @Nullable @Size(max = 2000, message = "理由或意见最多 2000 个字符。")
        String reason,

        @Nullable LocalDate due,

        @Nullable @Min(value = 1, message = "公示期请填 1 至 60 个工作日。") @Max(value = 60, message = "公示期请填 1 至 60 个工作日。")
        Integer workingDays,

        @Nullable LocalDate publishedUntil,

        @Nullable
        @PositiveOrZero(message = "资助金额不能为负。")
        @Digits(integer = 8, fraction = 4, message = "资助金额以万元计，最多 4 位小数。")
        BigDecimal grant,

        @Nullable ProjectGrade grade,

        @Nullable @Min(value = 1, message = "满意度请打 1 至 5 分。") @Max(value = 5, message = "满意度请打 1 至 5 分。")
        Integer satisfaction,

        @Nullable @Valid Paper paper,

        @Nullable @Size(max = 50, message = "一步最多附 50 个文件。") List<UUID> evidence) {
    /** When a paper copy was sent and came. */
    record Paper(
            @NotNull(message = "请填写发出的时间。") OffsetDateTime dispatched,
            @NotNull(message = "请填写收到的时间。") OffsetDateTime received) {}

    String note() {
        return reason == null ? "" : reason.strip();
    }

    List<UUID> files() {
        return evidence == null ? List.of() : List.copyOf(evidence);
    }

    /**
     * What a step brought, for the history; absent parts are left out.
     *
     * @param payment in 万元
     * @param rules how the rules judged, where somebody judged the eligibility
     * @param review what the reviewers found, where somebody decided on it
     */
    record StepDetails(
            @Nullable LocalDate due,
            @Nullable LocalDate publishedUntil,
            @Nullable BigDecimal grant,
            @Nullable ProjectGrade grade,
            @Nullable Integer satisfaction,
            @Nullable Paper paper,
            @Nullable BigDecimal payment,
            StepFindings.@Nullable RulesFinding rules,
            ReviewFindings.@Nullable ReviewFinding review) {}
}
