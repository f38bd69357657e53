package org.jiebang.api.matching;

import org.jiebang.api.platform.ApiException;
import org.jiebang.catalog.Library;

/** Which library is searched for whom. */
final class MatchTarget {
    private MatchTarget() {}

    /** A problem looks for experts, teams, societies and projects; each of those looks for problems. */
    static Library parse(Library source, String target) {
        Library wanted = Library.find(target)
                .orElseThrow(() -> ApiException.badRequest("target", "UNKNOWN_CHOICE", "没有名为“" + target + "”的库。"));
        boolean fits = source == Library.PROBLEMS
                ? wanted != Library.PROBLEMS && wanted != Library.ENTERPRISES
                : wanted == Library.PROBLEMS;
        if (!fits) {
            throw ApiException.badRequest(
                    "target",
                    "UNKNOWN_CHOICE",
                    source == Library.PROBLEMS ? "难题可以匹配 experts、teams、societies、projects。" : "这个库只能匹配 problems。");
        }
        return wanted;
    }
}
