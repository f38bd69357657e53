package org.jiebang.exclusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.catalog.OrganisationName;

/** What the written name of a unit tells: its names, and the unit of which it is a part. */
public final class UnitNames {
    /** 「苏州晶澜科技有限公司（原苏州晶澜材料厂）」, 「江苏省产业技术研究院（简称：省产研院）」. */
    private static final Pattern FURTHER = Pattern.compile("[（(](?:原名|原|曾用名|曾名|又名|简称)[:：为]?([^（）()]{2,60})[）)]");

    /** A school or branch is no legal person; a hospital, a park or an institute in another place is. */
    private static final Pattern OF_UNIVERSITY =
            Pattern.compile("^(.{2,20}?大学)(?!.*(?:附属|大学))(.{1,30}(?:学院|学部|系|实验室|课题组|教研室|研究中心|研究所))$");

    private static final Pattern OF_COMPANY =
            Pattern.compile("^(.{4,40}?公司)(.{0,20}(?:分公司|事业部|分厂|车间|研发部|技术部|研发中心|技术中心))$");

    private static final Pattern BETWEEN_NAMES = Pattern.compile("[、，,；;]");

    private UnitNames() {}

    /** The name itself, then former and short names in brackets behind it; normalized, none empty. */
    public static List<String> all(String written) {
        List<String> names = new ArrayList<>();
        if (written.indexOf('（') < 0 && written.indexOf('(') < 0) {
            add(names, written);
            return names;
        }
        Matcher further = FURTHER.matcher(written);
        String rest = further.replaceAll("");
        add(names, rest);
        further.reset();
        while (further.find()) {
            for (String name : BETWEEN_NAMES.split(further.group(1))) {
                add(names, name);
            }
        }
        return names;
    }

    private static void add(List<String> names, String name) {
        String normalized = LibraryRecord.normalized(name);
        if (!normalized.isEmpty() && !names.contains(normalized)) {
            names.add(normalized);
        }
    }

    /** The name without its legal form, where enough is left to tell units apart. */
    static Optional<String> withoutForm(String normalized) {
        String rest = OrganisationName.withoutLegalForm(normalized);
        return rest.equals(normalized) || rest.length() < 4 ? Optional.empty() : Optional.of(rest);
    }

    /** The unit of which one is a part: 南京工业大学 of 南京工业大学材料学院. */
    public static Optional<String> whole(String normalized) {
        for (Pattern pattern : List.of(OF_UNIVERSITY, OF_COMPANY)) {
            Matcher part = pattern.matcher(normalized);
            if (part.matches()) {
                return Optional.of(part.group(1));
            }
        }
        return Optional.empty();
    }
}
