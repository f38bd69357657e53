package org.jiebang.api.docking;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jiebang.catalog.Assessment;
import org.jiebang.problem.AgreementKind;
import org.jiebang.problem.AwardMode;
import org.jiebang.problem.ProblemEvent;
import org.jspecify.annotations.Nullable;

/**
 * A step to take, with what it brings; what the event has no use for is not looked at.
 *
 * @param version of the progress that the caller has seen
 * @param reason why, or an opinion
 * @param assessorId society that shall assess it, with ACCEPT or RECOMMEND
 * @param mode with POST
 * @param claimUntil last day of the call, with POST
 * @param invited organisations that may claim, with POST in the mode TARGETED
 * @param claimIds claims that are selected, with SELECT
 */
record StepRequest(
        @NotNull(message = "请选择要办理的步骤。") ProblemEvent event,
        @NotNull(message = "缺少版本号。") Long version,

        @Nullable @Size(max = 2000, message = "理由或意见最多 2000 个字符。")
        String reason,

        @Nullable UUID assessorId,
        @Nullable @Valid AssessmentRequest assessment,
        @Nullable AwardMode mode,
        @Nullable LocalDate claimUntil,

        @Nullable @Size(max = 200, message = "最多邀请 200 个机构。")
        List<UUID> invited,

        @Nullable @Size(max = 20, message = "最多选定 20 个方案。") List<UUID> claimIds,

        @Nullable @Valid Agreement agreement,
        @Nullable @Valid Solution solution,
        @Nullable @Valid Satisfaction satisfaction) {
    /** 全国学会评估意见: four grades of 1 (low) to 5 (high). */
    record AssessmentRequest(
            @Min(value = 1, message = "重要性请打 1 至 5 分。") @Max(value = 5, message = "重要性请打 1 至 5 分。")
            int importance,

            @Min(value = 1, message = "紧迫性请打 1 至 5 分。") @Max(value = 5, message = "紧迫性请打 1 至 5 分。")
            int urgency,

            @Min(value = 1, message = "真实性请打 1 至 5 分。") @Max(value = 5, message = "真实性请打 1 至 5 分。")
            int authenticity,

            @Min(value = 1, message = "成熟度请打 1 至 5 分。") @Max(value = 5, message = "成熟度请打 1 至 5 分。")
            int maturity,

            @NotBlank(message = "请写明评估意见。") @Size(max = 1000, message = "评估意见最多 1000 个字符。")
            String verdict) {
        Assessment assessment() {
            return new Assessment(importance, urgency, authenticity, maturity, verdict.strip());
        }
    }

    /**
     * What was agreed.
     *
     * @param amount in 万元
     */
    record Agreement(
            @NotNull(message = "请选择协议的种类。") AgreementKind kind,

            @NotNull(message = "请填写协议金额（万元）。")
            @DecimalMin(value = "0", message = "协议金额不能为负。")
            @DecimalMax(value = "1000000", message = "协议金额请以万元为单位。")
            BigDecimal amount,

            @NotNull(message = "请填写签订日期。") LocalDate signedOn) {}

    /**
     * How the problem was solved.
     *
     * @param reached indicators that were reached
     */
    record Solution(
            @NotBlank(message = "请写明解决方案。") @Size(max = 4000, message = "解决方案最多 4000 个字符。")
            String summary,

            @NotBlank(message = "请写明达到的指标。") @Size(max = 2000, message = "达到的指标最多 2000 个字符。")
            String reached) {}

    /** What the served side says: a grade of 1 (not at all) to 5 (fully) and its words. */
    record Satisfaction(
            @Min(value = 1, message = "满意度请打 1 至 5 分。") @Max(value = 5, message = "满意度请打 1 至 5 分。")
            int grade,

            @NotBlank(message = "请写一句评价。") @Size(max = 1000, message = "评价最多 1000 个字符。")
            String words) {}

    String note() {
        return reason == null ? "" : reason.strip();
    }

    /** What the step brings, for the history; absent parts are left out. */
    StepDetail detail() {
        return new StepDetail(
                assessment,
                mode,
                claimUntil,
                claimIds == null || claimIds.isEmpty() ? null : List.copyOf(claimIds),
                agreement,
                solution,
                satisfaction);
    }

    /** What a step brought. */
    record StepDetail(
            @Nullable AssessmentRequest assessment,
            @Nullable AwardMode mode,
            @Nullable LocalDate claimUntil,
            @Nullable List<UUID> claimIds,
            @Nullable Agreement agreement,
            @Nullable Solution solution,
            @Nullable Satisfaction satisfaction) {}
}
