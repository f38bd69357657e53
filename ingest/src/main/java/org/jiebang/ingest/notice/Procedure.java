package org.jiebang.ingest.notice;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiebang.programme.Condition;

/** The stages that a call goes through and the forms that it asks for, as a programme file has them. */
final class Procedure {
    private static final Pattern STAGE_WORDS = Pattern.compile(
            "申报注册|材料报送|网上填报|在线填报|形式审查|资格审查|资格(?:进行)?初步审查|初审|网络评审|专家评审|综合评审|会议评审|现场答辩|答辩|实地考察|现场考察|公示|立项|签订合同|中期(?:检查|评估)|结题(?:评估|验收)?|结项(?:验收)?|绩效评价|张榜|揭榜|对接|需求征集|申报(?![书单要材条主对截时数指者人系])|推荐(?![单材函表意])");

    /** Names of stages as calls give them. */
    private static final Map<String, String> ENGLISH = Map.ofEntries(
            Map.entry("申报注册", "registration"),
            Map.entry("材料报送", "submission of documents"),
            Map.entry("网上填报", "online application"),
            Map.entry("在线填报", "online application"),
            Map.entry("形式审查", "formal check"),
            Map.entry("资格审查", "eligibility check"),
            Map.entry("初审", "first review"),
            Map.entry("网络评审", "online review"),
            Map.entry("专家评审", "expert review"),
            Map.entry("综合评审", "overall review"),
            Map.entry("会议评审", "panel review"),
            Map.entry("现场答辩", "oral presentation"),
            Map.entry("答辩", "oral presentation"),
            Map.entry("实地考察", "site visit"),
            Map.entry("现场考察", "site visit"),
            Map.entry("公示", "public notice"),
            Map.entry("立项", "approval"),
            Map.entry("签订合同", "contract"),
            Map.entry("中期检查", "mid-term check"),
            Map.entry("结题评估", "final evaluation"),
            Map.entry("绩效评价", "performance evaluation"),
            Map.entry("张榜", "posting"),
            Map.entry("揭榜", "claims"),
            Map.entry("对接", "docking"),
            Map.entry("需求征集", "call for needs"),
            Map.entry("申报", "application"),
            Map.entry("推荐", "recommendation"));

    /** A sentence with so many stages tells how the call goes. */
    private static final int FEWEST_OF_A_FLOW = 3;

    private final NoticeSource source;
    private final List<Statement> statements;

    Procedure(NoticeSource source, List<Statement> statements) {
        this.source = source;
        this.statements = statements;
    }

    /**
     * Stages in their order, each with its sentence.
     *
     * @param rules what was read, for windows and what is paid after which stage
     */
    List<Object> stages(List<Found> rules) {
        List<Object> stages = new ArrayList<>();
        int number = 1;
        for (Map.Entry<String, Statement> stage : names(rules).entrySet()) {
            String name = stage.getKey();
            Map<String, Object> fields = DraftYaml.fields(
                    "编号",
                    source.prefix() + "S" + number,
                    "名称",
                    name,
                    "英文名",
                    ENGLISH.getOrDefault(name, "stage " + number));
            number++;
            if (name.equals("申报")) {
                applying(rules, fields);
            }
            fields.put("原文", NoticeSource.cut(stage.getValue().text()));
            fields.put("出处", NoticeSource.section(stage.getValue()));
            stages.add(fields);
        }
        return stages;
    }

    /** The sentence that names most stages gives their order; without one, headings do. */
    private Map<String, Statement> names(List<Found> rules) {
        Map<String, Statement> names = new LinkedHashMap<>();
        Statement flow = statements.stream()
                .filter(statement -> stageWords(statement.text()).size() >= FEWEST_OF_A_FLOW
                        && !statement.text().contains("《"))
                .max(Comparator.comparingInt(
                        statement -> stageWords(statement.text()).size()))
                .orElse(null);
        if (flow != null) {
            stageWords(flow.text()).forEach(name -> names.put(name, flow));
        } else {
            for (Statement statement : statements) {
                stageWords(statement.item().title()).forEach(name -> names.putIfAbsent(name, statement));
            }
        }
        for (Found rule : rules) {
            if (rule.condition() instanceof Condition.Payout payout) {
                payout.instalments()
                        .forEach(part -> part.after().forEach(stage -> names.putIfAbsent(stage, rule.statement())));
            }
        }
        return names;
    }

    /** From when until when applications are taken: the earliest end of all windows that are for everybody. */
    private static void applying(List<Found> rules, Map<String, Object> fields) {
        LocalDate opens = null;
        LocalDate closes = null;
        for (Found rule : rules) {
            if (rule.condition() instanceof Condition.Window window
                    && rule.categories().isEmpty()) {
                opens = window.opens() == null ? opens : window.opens().toLocalDate();
                closes = closes == null || window.closes().day().isBefore(closes)
                        ? window.closes().day()
                        : closes;
            }
        }
        if (opens != null && (closes == null || !opens.isAfter(closes))) {
            fields.put("自", opens.toString());
        }
        DraftYaml.put(fields, "至", closes == null ? null : closes.toString());
    }

    /** Forms that the notice names, with the fields whose length it limits. */
    List<Object> forms() {
        List<Object> forms = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        Matcher form = Pattern.compile(
                        "《(?<name>[^》]{2,40}(?:申报书|申请书|任务书|推荐表|申报表|汇总表|合同书))》|附件[：\\d.]*(?<annex>[^\\n。]{4,40}(?:申报书|申请书|申报表|推荐表|汇总表))")
                .matcher(source.clean());
        while (form.find()) {
            String name = form.group("name") == null ? form.group("annex") : form.group("name");
            names.add(name.replaceAll("^[：\\d.、]+", ""));
        }
        int number = 1;
        for (String name : names) {
            Map<String, Object> fields =
                    DraftYaml.fields("编号", source.prefix() + "F" + number, "名称", name, "英文名", "form " + number);
            if (number == 1) {
                DraftYaml.put(fields, "栏目", limited().isEmpty() ? null : limited());
            }
            number++;
            forms.add(fields);
        }
        return forms;
    }

    private List<Object> limited() {
        Map<String, Object> fields = new LinkedHashMap<>();
        Matcher limit = Pattern.compile(
                        "(?m)^(?:[一二三四五六七八九十]{1,3}、|\\d+[.、])?(?<name>[^（\\n：。]{2,24})（(?:限)?(?<n>\\d{2,5})字(?:以内|左右)?[^）]*）")
                .matcher(source.clean());
        while (limit.find()) {
            fields.put(
                    limit.group("name"),
                    DraftYaml.fields("名称", limit.group("name"), "字数", Integer.parseInt(limit.group("n"))));
        }
        return List.copyOf(fields.values());
    }

    private static List<String> stageWords(String text) {
        Set<String> names = new LinkedHashSet<>();
        Matcher words = STAGE_WORDS.matcher(text);
        while (words.find()) {
            String word = words.group();
            names.add(
                    word.startsWith("中期") || word.startsWith("结题") || word.startsWith("结项")
                            ? PayRules.stage(word)
                            : word.matches("资格.*初步审查") ? "资格审查" : word);
        }
        return List.copyOf(names);
    }
}
