package org.jiebang.identity;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Professional titles as steps: assistant, middle, deputy senior, senior; the ladder of any profession counts alike. */
final class Ranks {
    private static final Pattern SENIOR = Pattern.compile("院士|(?<!副)教授|(?<!副|助理)研究员|正高|主任医师(?<!副主任医师)|教授级|研究员级");
    private static final Pattern DEPUTY = Pattern.compile("副教授|副研究员|高级工程师|副高|副主任医师|高级农艺师|高级实验师|高工");
    private static final Pattern MIDDLE = Pattern.compile("讲师|助理研究员|工程师|主治|农艺师|中级");
    private static final Pattern JUNIOR = Pattern.compile("助教|研究实习员|助理工程师|助工|初级|技术员");

    private Ranks() {}

    /** 1 to 4; empty if the title is none of a known ladder. */
    static OptionalInt step(String rank) {
        if (JUNIOR.matcher(rank).find()) {
            return OptionalInt.of(1);
        }
        if (rank.contains("助理教授")) {
            return OptionalInt.of(2);
        }
        if (rank.contains("教授级") || rank.contains("研究员级") || rank.contains("正高")) {
            return OptionalInt.of(4);
        }
        if (DEPUTY.matcher(rank).find()) {
            return OptionalInt.of(3);
        }
        if (SENIOR.matcher(rank).find()) {
            return OptionalInt.of(4);
        }
        return MIDDLE.matcher(rank).find() ? OptionalInt.of(2) : OptionalInt.empty();
    }
}
