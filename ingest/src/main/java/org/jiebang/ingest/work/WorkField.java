package org.jiebang.ingest.work;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jiebang.catalog.LibraryRecord;
import org.jspecify.annotations.Nullable;

/** What a value of a work is, by the names that formats and databases give it. */
enum WorkField {
    TITLE("title", "ti", "t1", "t", "题名", "篇名", "标题", "题目", "论文题目", "专利名称", "发明名称", "项目名称", "课题名称", "成果名称"),
    AUTHOR("author", "authors", "au", "a1", "a", "作者", "责任者", "作者姓名", "完成人", "成果完成人"),
    INVENTOR("inventor", "inventors", "发明人", "发明设计人", "设计人"),
    LEADER("leader", "项目负责人", "课题负责人", "项目主持人", "负责人"),
    UNIT(
            "organ",
            "affiliation",
            "affiliations",
            "address",
            "authoraddress",
            "institution",
            "ad",
            "+",
            "机构",
            "单位",
            "作者单位",
            "作者机构",
            "第一单位",
            "申请人",
            "专利权人",
            "申请专利权人",
            "applicant",
            "承担单位",
            "依托单位",
            "完成单位",
            "项目承担单位"),
    KEYWORDS("keyword", "keywords", "kw", "k", "关键词", "主题词", "关键字", "中文关键词"),
    /** Never kept: it is long, and others hold the right to it. */
    SUMMARY("summary", "abstract", "ab", "n2", "x", "摘要", "文摘", "中文摘要", "项目简介"),
    ORCID("orcid", "orcidnumbers", "oi"),
    YEAR(
            "year", "py", "y1", "da", "d", "date", "pubtime", "年", "年份", "发表时间", "出版年", "出版日期", "发表年份", "申请日", "申请日期",
            "公开日", "公开公告日", "授权公告日", "立项年份", "立项时间", "批准年份"),
    SOURCE(
            "source",
            "journal",
            "journaltitle",
            "booktitle",
            "jo",
            "jf",
            "ja",
            "t2",
            "j",
            "文献来源",
            "来源",
            "刊名",
            "期刊",
            "期刊名称",
            "出版物",
            "会议名称",
            "资助机构",
            "项目来源",
            "项目类别"),
    NUMBER("doi", "do", "r", "doi号", "数字对象标识"),
    PATENT_NUMBER("专利号", "申请号", "公开号", "公开公告号", "授权公告号", "patentnumber"),
    PROJECT_NUMBER("项目编号", "项目批准号", "课题编号", "批准号", "grantnumber"),
    KIND("ty", "0", "referencetype", "srcdatabase", "来源库", "文献类型", "entrytype");

    private static final Map<String, WorkField> BY_NAME = new HashMap<>();

    static {
        for (WorkField field : values()) {
            for (String name : field.names) {
                BY_NAME.put(name, field);
            }
        }
    }

    private final String[] names;

    WorkField(String... names) {
        this.names = names;
    }

    /** The field of a name, also of one in two languages such as 「Title-题名」. */
    static Optional<WorkField> of(String name) {
        @Nullable WorkField whole = find(name);
        if (whole != null) {
            return Optional.of(whole);
        }
        for (String part : name.split("[-/（(]")) {
            @Nullable WorkField field = find(part);
            if (field != null) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    private static @Nullable WorkField find(String name) {
        String stripped = name.strip().toLowerCase(Locale.ROOT);
        return BY_NAME.get(stripped.equals("+") ? stripped : LibraryRecord.normalized(stripped));
    }
}
