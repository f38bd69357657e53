package org.jiebang.catalog;

import java.util.List;
import java.util.Set;
import org.jiebang.industry.IndustryClass;
import org.jiebang.industry.IndustryField;
import org.jiebang.industry.SegmentId;
import org.jiebang.region.RegionCode;
import org.jspecify.annotations.Nullable;

/**
 * A bottleneck problem of an enterprise (LIB-02) with every field of the 基本情况表 (ledger section 11.2).
 *
 * @param proposer name of the unit that asks; blank if the source does not say
 * @param investment 预计总投入, null if not stated
 * @param deadline 问题解决期限 as written: a date, a month or a period
 * @param localSupport 地方政府、科协配套情况
 * @param ownSupport 难题问题提出单位配套情况
 * @param foundation 全国学会相关工作基础
 * @param plan 难题问题解决初步方案
 */
public record Problem(
        String title,
        String proposer,
        @Nullable CreditCode proposerCode,
        @Nullable IndustryClass industryClass,
        Set<IndustryField> fields,
        Set<SegmentId> segments,
        Set<SupportedArea> supportedAreas,
        ProblemDescription description,
        @Nullable Money investment,
        String deadline,
        @Nullable RegionCode region,
        Placement placement,
        String localSupport,
        String ownSupport,
        Assessment assessment,
        String foundation,
        String plan,
        ProblemStatus status)
        implements LibraryRecord {

    public Problem {
        title = Texts.required("title", title);
        fields = Texts.sorted(fields);
        segments = Texts.sorted(segments);
        supportedAreas = Texts.sorted(supportedAreas);
    }

    /** The same problem with further difficulties behind its own, for matching with what is not part of the record. */
    public Problem withDifficulties(String further) {
        return with(
                new ProblemDescription(
                        description.background(),
                        description.progress(),
                        String.join("\n", Texts.present(description.difficulties(), further)),
                        description.cooperation(),
                        description.benefits()),
                assessment,
                status);
    }

    public Problem withAssessment(Assessment given) {
        return with(description, given, status);
    }

    public Problem withStatus(ProblemStatus reached) {
        return with(description, assessment, reached);
    }

    private Problem with(ProblemDescription written, Assessment given, ProblemStatus reached) {
        return new Problem(
                title,
                proposer,
                proposerCode,
                industryClass,
                fields,
                segments,
                supportedAreas,
                written,
                investment,
                deadline,
                region,
                placement,
                localSupport,
                ownSupport,
                given,
                foundation,
                plan,
                reached);
    }

    @Override
    public Library library() {
        return Library.PROBLEMS;
    }

    @Override
    public List<String> texts() {
        return Texts.concat(description.parts(), Texts.present(plan, foundation, proposer));
    }

    @Override
    public Set<RegionCode> regions() {
        return region == null ? Set.of() : Set.of(region);
    }

    @Override
    public String naturalKey() {
        return LibraryRecord.key(proposer, title);
    }

    @Override
    public String similarityKey() {
        return LibraryRecord.normalized(title);
    }
}
