package org.jiebang.ingest.library;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiebang.catalog.Assessment;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.Placement;
import org.jiebang.catalog.Problem;
import org.jiebang.catalog.ProblemDescription;
import org.jiebang.catalog.ProblemStatus;
import org.jiebang.catalog.SupportedArea;
import org.jiebang.industry.IndustryClass;
import org.jspecify.annotations.Nullable;

/** Table of the problem library: the fields of the 基本情况表 (ledger section 11.2), and the headings of need lists that people send. */
public final class ProblemTable extends LibraryTable<Problem> {
    private static final int LONGEST_TITLE = 60;

    /** A "title" longer than this is a description that stands under a heading such as 「技术需求」. */
    private static final int LONGEST_GIVEN_TITLE = 100;

    private static final Column TITLE = Column.of(
            "难题问题名称",
            "必填（没有时取描述的第一句）",
            "难题名称",
            "问题名称",
            "需求名称",
            "技术需求名称",
            "需求标题",
            "标题",
            "题目",
            "名称",
            "title",
            "技术难题",
            "难题",
            "项目名称",
            "技术难题名称",
            "企业技术需求",
            "需求题目",
            "榜单名称",
            "技术需求题目",
            "name",
            "问题",
            "技术问题",
            "需求",
            "技术需求");
    private static final Column PROPOSER = Column.of(
            "提出单位",
            "单位全称",
            "企业名称",
            "单位名称",
            "需求单位",
            "企业",
            "单位",
            "公司名称",
            "需求方",
            "proposer",
            "需求企业",
            "发榜单位",
            "公司",
            "提出企业",
            "需求提出单位",
            "company",
            "所在企业",
            "填报企业",
            "需求方名称",
            "需求单位名称");
    private static final Column PROPOSER_CODE = Column.of("统一社会信用代码", "18 位", "信用代码", "社会信用代码");
    private static final Column CLASS = Column.of("所属分类", "改造提升传统产业、培育壮大新兴产业、布局建设未来产业");
    private static final Column FIELDS = Column.of(
            "产业领域",
            "29 个产业领域，分号分隔",
            "领域",
            "所属领域",
            "行业",
            "所属行业",
            "行业领域",
            "技术领域",
            "需求领域",
            "产业",
            "所属产业",
            "类别",
            "field",
            "industry");
    private static final Column SEGMENTS = Column.of("产业链环节", "链·环节，分号分隔", "产业链", "所属产业链", "环节");
    private static final Column AREAS =
            Column.of("鼓励或支持的重点领域", "可多选，分号分隔", "重点领域", "是否国家地方鼓励或支持的重点领域", "是否国家鼓励或支持的重点领域", "是否国家（地方）鼓励或支持的重点领域");
    private static final Column BACKGROUND =
            Column.of("产生背景", "", "问题产生背景", "背景", "需求背景", "background", "企业简介", "企业概况");
    private static final Column PROGRESS = Column.of("目前进展", "", "进展", "现有基础", "现有工作基础", "progress", "前期基础", "已有基础");
    private static final Column DIFFICULTIES = Column.of(
            "关键难点和挑战",
            "",
            "面临的关键难点和挑战",
            "关键难点",
            "难点",
            "需求描述",
            "需求内容",
            "问题描述",
            "技术需求描述",
            "描述",
            "主要内容",
            "内容",
            "详细描述",
            "难题问题描述",
            "需求详情",
            "技术需求内容",
            "需求说明",
            "主要技术内容",
            "content",
            "text",
            "description",
            "拟解决的技术难题",
            "技术要求",
            "需解决的技术问题",
            "技术难题描述",
            "具体内容",
            "需求简介",
            "详情",
            "technical need",
            "need",
            "技术需求",
            "需求",
            "技术难题",
            "难题",
            "技术需求详细描述",
            "技术需求简介",
            "技术需求说明",
            "需求具体内容",
            "具体需求",
            "主要技术难题",
            "技术问题描述");
    private static final Column COOPERATION =
            Column.of("拟开展合作方式", "", "合作方式", "拟合作方式", "需求合作方式", "合作模式", "cooperation");
    private static final Column BENEFITS =
            Column.of("预期效益", "科技、经济和社会效益", "预期目标", "预期效益分析", "预期成果", "指标要求", "benefits", "技术指标");
    private static final Column INVESTMENT = Column.of(
            "预计总投入（万元）",
            "以万元计",
            "解决难题问题预计总投入",
            "投入",
            "预算",
            "资金投入",
            "拟投入资金",
            "计划投入",
            "investment",
            "总投入",
            "预算金额",
            "拟投入金额",
            "榜金",
            "意向投入",
            "拟投入经费",
            "投入资金",
            "计划投入资金",
            "预计投入",
            "预计投入资金",
            "拟投资金额",
            "投资金额",
            "拟投资",
            "资金",
            "研发投入",
            "预计投入经费",
            "投资预算");
    private static final Column DEADLINE =
            Column.of("问题解决期限", "日期或期限", "解决期限", "期限", "完成时间", "截止时间", "截止日期", "deadline", "完成期限", "有效期");
    private static final Column REGION = Column.of(
            "所在地区",
            "市+县（市、区）",
            "实施地点",
            "所在省份及地市名称",
            "地区",
            "所在地",
            "城市",
            "所在城市",
            "区域",
            "所属地区",
            "region",
            "市",
            "区县",
            "地址",
            "所属区域",
            "地市",
            "县",
            "县区",
            "县（市、区）",
            "县市区",
            "所属县区",
            "所在区县",
            "属地",
            "所在县区");
    private static final Column PLACEMENT = Column.of("是否位于示范市或试点城市", "创新驱动示范市（区）、“科创中国”试点城市（园区）、以上都不是");
    private static final Column LOCAL_SUPPORT = Column.of("地方政府、科协配套情况", "");
    private static final Column OWN_SUPPORT = Column.of("难题问题提出单位配套情况", "", "提出单位配套情况", "单位配套");
    private static final Column IMPORTANCE = Column.of("重要性", "1–5");
    private static final Column URGENCY = Column.of("紧迫性", "1–5");
    private static final Column AUTHENTICITY = Column.of("真实性", "1–5");
    private static final Column MATURITY = Column.of("成熟度", "1–5");
    private static final Column VERDICT = Column.of("全国学会评估意见", "", "评估意见");
    private static final Column FOUNDATION = Column.of("全国学会相关工作基础", "", "工作基础");
    private static final Column PLAN = Column.of("难题问题解决初步方案", "", "初步方案", "解决方案", "难题问题解决方案");
    private static final Column STATUS = Column.of("状态", "征集、张榜、揭榜、对接、已解决、关闭", "status");

    @Override
    public Library library() {
        return Library.PROBLEMS;
    }

    @Override
    public List<String> rulesBetweenColumns() {
        return List.of(
                "《" + TITLE.heading() + "》和描述（如《" + DIFFICULTIES.heading() + "》）不能都为空；没有名称时取描述的第一句。",
                "《" + PROPOSER.heading() + "》《" + TITLE.heading() + "》都相同的是同一条难题，再次导入时更新原有的资料。");
    }

    @Override
    public List<Column> recordColumns() {
        return List.of(
                TITLE,
                PROPOSER,
                PROPOSER_CODE,
                CLASS,
                FIELDS,
                SEGMENTS,
                AREAS,
                BACKGROUND,
                PROGRESS,
                DIFFICULTIES,
                COOPERATION,
                BENEFITS,
                INVESTMENT,
                DEADLINE,
                REGION,
                PLACEMENT,
                LOCAL_SUPPORT,
                OWN_SUPPORT,
                IMPORTANCE,
                URGENCY,
                AUTHENTICITY,
                MATURITY,
                VERDICT,
                FOUNDATION,
                PLAN,
                STATUS);
    }

    @Override
    List<Column> contactColumns() {
        return ContactCells.OF_A_LIST;
    }

    /** A list of needs says what is needed, under whatever heading; a list of firms and places is none. */
    @Override
    boolean isReadableWith(Set<String> headings) {
        return headings.contains(TITLE.heading()) || headings.contains(DIFFICULTIES.heading());
    }

    @Override
    Problem read(Row row) {
        String difficulties = row.text(DIFFICULTIES);
        ProblemDescription description = new ProblemDescription(
                row.text(BACKGROUND),
                row.text(PROGRESS),
                difficulties.isEmpty() && isLong(row.text(TITLE)) ? row.text(TITLE) : difficulties,
                row.text(COOPERATION),
                row.text(BENEFITS));
        String proposer = row.text(PROPOSER);
        var region = row.region(REGION);
        return new Problem(
                title(row, description),
                proposer,
                row.creditCode(PROPOSER_CODE),
                industryClass(row),
                row.fields(FIELDS),
                row.segments(SEGMENTS),
                row.choices(AREAS, SupportedArea.class, SupportedArea::label),
                description,
                row.money(INVESTMENT),
                row.date(DEADLINE),
                region,
                row.choice(PLACEMENT, Placement.class, Placement::label, Placement.NEITHER),
                row.text(LOCAL_SUPPORT),
                row.text(OWN_SUPPORT),
                new Assessment(
                        row.whole(IMPORTANCE, 0, 1, 5),
                        row.whole(URGENCY, 0, 1, 5),
                        row.whole(AUTHENTICITY, 0, 1, 5),
                        row.whole(MATURITY, 0, 1, 5),
                        row.text(VERDICT)),
                row.text(FOUNDATION),
                row.text(PLAN),
                row.choice(STATUS, ProblemStatus.class, ProblemStatus::label, ProblemStatus.COLLECTED));
    }

    private static boolean isLong(String title) {
        return title.length() > LONGEST_GIVEN_TITLE;
    }

    /** A need list without titles still has a first sentence. */
    private static String title(Row row, ProblemDescription description) {
        String title = row.text(TITLE);
        if (!title.isEmpty() && !(isLong(title) && title.equals(description.difficulties()))) {
            return title;
        }
        List<String> parts =
                description.difficulties().isBlank() ? description.parts() : List.of(description.difficulties());
        if (parts.isEmpty()) {
            row.report(TITLE, "", Finding.Code.MISSING, "名称和描述都为空，请至少填写一项。");
            return "?";
        }
        String sentence = parts.getFirst().split("[。！？\\n;；]", 2)[0].strip();
        String cut = sentence.length() > LONGEST_TITLE ? sentence.substring(0, LONGEST_TITLE) + "…" : sentence;
        row.report(TITLE, "", Finding.Code.TITLE_FROM_TEXT, "没有名称，取描述的第一句“" + cut + "”，请核对。");
        return cut.isEmpty() ? "?" : cut;
    }

    private static @Nullable IndustryClass industryClass(Row row) {
        return row.text(CLASS).isEmpty()
                ? null
                : row.choice(CLASS, IndustryClass.class, IndustryClass::label, IndustryClass.EMERGING);
    }

    @Override
    public Map<String, String> cells(Problem problem) {
        IndustryClass industryClass = problem.industryClass();
        Assessment assessment = problem.assessment();
        return new Cells()
                .put(TITLE, problem.title())
                .put(PROPOSER, problem.proposer())
                .code(PROPOSER_CODE, problem.proposerCode())
                .put(CLASS, industryClass == null ? "" : industryClass.label())
                .fields(FIELDS, problem.fields())
                .segments(SEGMENTS, problem.segments())
                .list(
                        AREAS,
                        problem.supportedAreas().stream()
                                .sorted()
                                .map(SupportedArea::label)
                                .toList())
                .put(BACKGROUND, problem.description().background())
                .put(PROGRESS, problem.description().progress())
                .put(DIFFICULTIES, problem.description().difficulties())
                .put(COOPERATION, problem.description().cooperation())
                .put(BENEFITS, problem.description().benefits())
                .money(INVESTMENT, problem.investment())
                .put(DEADLINE, problem.deadline())
                .region(REGION, problem.region())
                .put(PLACEMENT, problem.placement().label())
                .put(LOCAL_SUPPORT, problem.localSupport())
                .put(OWN_SUPPORT, problem.ownSupport())
                .year(IMPORTANCE, assessment.importance())
                .year(URGENCY, assessment.urgency())
                .year(AUTHENTICITY, assessment.authenticity())
                .year(MATURITY, assessment.maturity())
                .put(VERDICT, assessment.verdict())
                .put(FOUNDATION, problem.foundation())
                .put(PLAN, problem.plan())
                .put(STATUS, problem.status().label())
                .map();
    }
}
