package org.jiebang.api.privacy;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hides in a text what no log may tell: mobile numbers, e-mail addresses, tokens, passwords and what authorises a request. */
public final class LogMask {
    /** One pass over the text; which group took part says what was found. */
    private static final Pattern SECRETS = Pattern.compile("(?<mobile>(?<!\\d)1\\d{10}(?!\\d))"
            + "|(?<first>[A-Za-z0-9])[A-Za-z0-9._%+-]*@(?<domain>[A-Za-z0-9][A-Za-z0-9.-]*\\.[A-Za-z]{2,24})"
            + "|\\bjb_[A-Za-z0-9_-]+"
            + "|(?<path>/invitations?[/#])[A-Za-z0-9_-]{16,}"
            + "|(?<header>(?i:\\bauthorization|\\bset-cookie|\\bcookie)[\"'\\]]{0,2}\\s*[:=]\\s*)[^\\r\\n]+"
            + "|(?<scheme>(?i:\\bbearer|\\bbasic)\\s+)[A-Za-z0-9._~+/=-]{8,}"
            + "|(?<name>(?i:[a-z_-]*(?:password|passwd|secret)|密码|jiebang-session)[\"']?\\s*[=:：]\\s*)"
            + "(?:\"[^\"\\r\\n]*\"|'[^'\\r\\n]*'|[^\\s,;&)}\\]]+)");

    private static final String HIDDEN = "***";

    private LogMask() {}

    /** The same text with what it must not tell hidden; the same text itself if there is nothing. */
    public static String masked(String text) {
        Matcher secrets = SECRETS.matcher(text);
        return secrets.find() ? secrets.reset().replaceAll(LogMask::replacement) : text;
    }

    private static String replacement(MatchResult found) {
        String mobile = found.group("mobile");
        if (mobile != null) {
            return mobile.substring(0, 3) + "****" + mobile.substring(7);
        }
        String domain = found.group("domain");
        if (domain != null) {
            return found.group("first") + HIDDEN + '@' + Matcher.quoteReplacement(domain);
        }
        for (String kept : new String[] {"path", "header", "scheme", "name"}) {
            String before = found.group(kept);
            if (before != null) {
                return Matcher.quoteReplacement(before) + HIDDEN;
            }
        }
        return "jb_" + HIDDEN;
    }
}
