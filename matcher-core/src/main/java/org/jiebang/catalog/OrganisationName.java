package org.jiebang.catalog;

import java.util.regex.Pattern;

/** Reduces the name of an organisation to what tells it apart: 「江苏省（苏州）晶澜科技股份有限公司」 and 「晶澜科技有限公司」 share 晶澜科技. */
final class OrganisationName {
    private static final Pattern LEGAL_FORM =
            Pattern.compile("(股份)?有限(责任)?公司$|集团(公司)?$|有限合伙$|总公司$|公司$");
    private static final Pattern PLACE = Pattern.compile("^(中国)?(江苏)?(省)?([\\p{IsHan}]{2,3}市)?");

    private OrganisationName() {}

    static String core(String name) {
        String folded = LibraryRecord.normalized(name);
        String withoutForm = LEGAL_FORM.matcher(folded).replaceFirst("");
        String core = PLACE.matcher(withoutForm).replaceFirst("");
        return core.length() < 2 ? folded : core;
    }
}
