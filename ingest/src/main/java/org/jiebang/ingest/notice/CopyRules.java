package org.jiebang.ingest.notice;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiebang.matching.Sentence;
import org.jiebang.programme.Condition;

/** Copies of what is filed. */
final class CopyRules {
    private static final Pattern COPIES = Pattern.compile("一式(?<each>" + Numeral.PATTERN
            + ")[份套]|(?<what>[^，。；、和及]{0,14}?(?:原件|复印件|正本|副本|电子版|纸质版|纸质材料|申报书|扫描件|光盘|U盘|申报材料|书面材料))(?:》|（[^）]*）)*(?:各)?(?<n>"
            + Numeral.PATTERN + ")[份套张]");

    private CopyRules() {}

    static int[] read(CountedRules here) {
        String text = here.statement().text();
        if (!text.matches(".*(?:申报|纸质|电子版|原件|复印件|一式|材料|扫描件).*")) {
            return new int[] {0, 0};
        }
        Matcher copies = COPIES.matcher(text);
        Map<String, Integer> all = new LinkedHashMap<>();
        int from = -1;
        int to = 0;
        while (copies.find()) {
            String number = copies.group("each") == null ? copies.group("n") : copies.group("each");
            String what = copies.group("what") == null
                    ? "申报材料"
                    : copies.group("what")
                            .replaceAll("^.*(?:提交|报送|将|须|的|并)", "")
                            .replaceAll("[《》（]|附.*", "");
            if (text.substring(copies.start(), copies.end()).contains("各")) {
                all.put("电子版", Numeral.value(number, "").intValue());
                what = "纸质版";
            }
            all.put(what.isEmpty() ? "申报材料" : what, Numeral.value(number, "").intValue());
            from = from < 0 ? copies.start() : from;
            to = copies.end();
        }
        if (all.isEmpty()) {
            return new int[] {0, 0};
        }
        all.values().removeIf(number -> number < 1 || number > 99);
        if (all.isEmpty()) {
            return new int[] {0, 0};
        }
        here.found()
                .add(Found.of(
                        FoundKind.PAPERS,
                        new Sentence("材料份数", "copies"),
                        String.join(
                                "、",
                                all.entrySet().stream()
                                        .map(one -> one.getKey() + one.getValue() + "份")
                                        .toList()),
                        new Condition.Attachments(all),
                        here.statement(),
                        from,
                        to));
        return new int[] {from, to};
    }
}
