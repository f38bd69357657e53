package org.jiebang.ingest.notice;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Number, title, issuer and day of a notice.
 *
 * @param facts each with its place in the cleaned text
 * @param issued null if the text has no day that could be its own
 */
record NoticeHeader(
        String title,
        String name,
        String series,
        String document,
        String issuer,
        @Nullable LocalDate issued,
        int year,
        List<Fact> facts) {
    /** One of them and where it stands. */
    record Fact(String name, String value, int from, int to) {}

    private static final Pattern NUMBER = Pattern.compile(
            "(?<word>[\\p{IsHan}]{2,14})[〔\\[【（(「](?<year>[\\d〇零一二三四五六七八九]{4})[〕\\]】）)」](?:第)?(?<number>\\d{1,5}|[一二三四五六七八九十百]{1,5})号");
    private static final Pattern TITLE = Pattern.compile(
            "(?m)^(?<title>[^。；\\n\\t]{0,60}\\n?[^。；\\n\\t]{2,60}?(?:通知|实施方案|实施意见|公告|申报指南|指南|意见|管理办法|工作方案|榜单|启事|通告|实施细则|申报须知|征集令|工作要点))(?:（[^）]{1,16}）)?$");
    private static final Pattern SUBJECT =
            Pattern.compile("现就(?<subject>[^，。]{4,60}?)(?:申报|征集|推荐)?(?:工作)?(?:有关|相关)?事项(?:明确|通知|公告)?如下");
    private static final Pattern DAY_LINE = Pattern.compile(
            "(?m)^(?:[^\\n。]{2,30}?)?(?<date>\\d{4}年\\d{1,2}月\\d{1,2}日|[二〇零一三四五六七八九十]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)(?:印发)?$");
    private static final Pattern ISSUER =
            Pattern.compile("^[\\p{IsHan}（）]{2,30}(?:协会|科协|厅|局|委员会|委|部|办公室|中心|学会|人民政府|政府|院|集团|公司|管委会|基金会)(?:办公室)?$");
    private static final Pattern NAME = Pattern.compile("^(?:.*?关于)?(?:印发|组织|开展|做好|征集|下达|发布|公开|推荐|申报|实施|举办|《|的)*");
    private static final int LINES_OF_ISSUERS = 4;

    NoticeHeader {
        facts = List.copyOf(facts);
    }

    static NoticeHeader of(String text) {
        List<Fact> facts = new ArrayList<>();
        Matcher number = NUMBER.matcher(text);
        String document = "";
        if (number.find()) {
            document = number.group("word") + "〔" + plain(number.group("year")) + "〕" + plain(number.group("number"))
                    + "号";
            facts.add(new Fact("文号", document, number.start(), number.end()));
        }
        LocalDate issued = null;
        String issuer = "";
        Matcher day = DAY_LINE.matcher(text);
        while (day.find() && (issued == null || issuer.isEmpty())) {
            List<Day> days = Day.find(day.group("date"), 2000);
            if (days.isEmpty()) {
                continue;
            }
            Fact signed = issuer(text, day);
            if (issued == null || signed != null) {
                issued = days.getFirst().last();
                facts.removeIf(fact -> fact.name().equals("发文日期"));
                facts.add(new Fact("发文日期", issued.toString(), day.start("date"), day.end("date")));
            }
            if (signed != null) {
                issuer = signed.value();
                facts.add(signed);
            }
        }
        String title = title(text, facts);
        int year = year(title, text, issued);
        String name = name(title);
        Matcher quoted = Pattern.compile("“(?<name>[^”]{2,16})”[^“]{0,12}").matcher(name);
        String plain = name.replaceAll("^\\d{4}年?度?|20\\d\\d年?度?", "").replaceAll("项目$|申报$", "");
        String series = quoted.find() && name.indexOf('“') < 8
                ? quoted.group().strip().replaceAll("专项.*|项目.*|行动.*|申报.*", "")
                : plain;
        return new NoticeHeader(title, name, series.isBlank() ? name : series, document, issuer, issued, year, facts);
    }

    private static String plain(String number) {
        return Numeral.value(number, "").toPlainString();
    }

    /** Lines before the day that name bodies; or its own line, where that has no letter of its own before it. */
    private static @Nullable Fact issuer(String text, Matcher day) {
        List<String> names = new ArrayList<>();
        int end = day.start() - 1;
        int from = day.start();
        int to = day.start();
        String sameLine = text.substring(day.start(), day.start("date"));
        if (isIssuer(sameLine)) {
            return new Fact("发文单位", sameLine, day.start(), day.start("date"));
        }
        for (int line = 0; line < LINES_OF_ISSUERS && end > 0; line++) {
            int start = text.lastIndexOf('\n', end - 1) + 1;
            String name = text.substring(start, end).replaceAll("[\\s　]", "");
            if (!isIssuer(name)) {
                break;
            }
            names.addFirst(name);
            to = Math.max(to == day.start() ? end : to, end);
            from = start;
            end = start - 1;
        }
        return names.isEmpty() ? null : new Fact("发文单位", String.join("、", names), from, to);
    }

    /** No body's name forbids; a sentence whose bracket stays open runs into the name behind it. */
    private static boolean isIssuer(String name) {
        return ISSUER.matcher(name).matches() && !Words.FORBIDS.matcher(name).find();
    }

    private static String title(String text, List<Fact> facts) {
        Matcher title = TITLE.matcher(text);
        while (title.find()) {
            String found = title.group("title").replace("\n", "");
            boolean about = found.contains("关于") && (found.contains("通知") || found.length() > 8)
                    || found.matches(".*(?:指南|公告|榜单|方案|征集令|启事)$");
            if (about && !found.startsWith("附件") && !found.contains("：") && found.length() >= 8) {
                int about2 = found.indexOf("关于");
                String plain = about2 > 0 ? found.substring(about2) : found;
                facts.add(new Fact("名称", plain, title.start("title"), title.end("title")));
                return plain;
            }
        }
        Matcher subject = SUBJECT.matcher(text);
        if (subject.find()) {
            facts.add(new Fact("名称", subject.group("subject"), subject.start("subject"), subject.end("subject")));
            return subject.group("subject");
        }
        Matcher form = Pattern.compile("《(?<name>[^》]{6,50})》").matcher(text);
        if (form.find()) {
            facts.add(new Fact("名称", form.group("name"), form.start("name"), form.end("name")));
            return form.group("name");
        }
        int end = text.indexOf('\n');
        return end > 0 && end <= 60 ? text.substring(0, end) : "申报通知";
    }

    private static String name(String title) {
        String name = NAME.matcher(title)
                .replaceFirst("")
                .replaceAll("(?:的)?(?:通知|公告|通告|启事|实施意见|实施方案|工作方案|方案|意见|申报指南|指南)$", "")
                .replaceAll("》|(?:的|申报|征集|组织|推荐|工作)+$", "");
        return name.isBlank() ? title : name;
    }

    private static int year(String title, String text, @Nullable LocalDate issued) {
        Matcher year = Pattern.compile("(20\\d\\d)(?:—20\\d\\d)?年度?").matcher(title);
        if (year.find()) {
            return Integer.parseInt(year.group(1));
        }
        if (issued != null) {
            return issued.getYear();
        }
        Matcher any = Pattern.compile("(20\\d\\d)年").matcher(text);
        return any.find()
                ? Integer.parseInt(any.group(1))
                : LocalDate.now(org.jiebang.programme.Deadline.ZONE).getYear();
    }
}
