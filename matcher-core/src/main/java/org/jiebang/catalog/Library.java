package org.jiebang.catalog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The libraries of the platform. The code names a library in addresses and files ("experts"), the type a record of it ("expert"). */
public enum Library {
    EXPERTS("expert", "专家库"),
    PROBLEMS("problem", "难题库"),
    PROJECTS("project", "攻关项目库"),
    SOCIETIES("society", "学会库", "societies"),
    ENTERPRISES("enterprise", "企业库"),
    TEAMS("team", "服务团库");

    private final String type;
    private final String code;
    private final String label;

    Library(String type, String label) {
        this(type, label, type + "s");
    }

    Library(String type, String label, String code) {
        this.type = type;
        this.code = code;
        this.label = label;
    }

    /** Name of one record's type, e.g. {@code expert}. */
    public String type() {
        return type;
    }

    /** Name of the library in addresses, e.g. {@code experts}. */
    public String code() {
        return code;
    }

    /** Chinese name for people, e.g. 专家库. */
    public String label() {
        return label;
    }

    /** Finds a library by its code or its type, ignoring case. */
    public static Optional<Library> find(String codeOrType) {
        String wanted = codeOrType.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(library -> library.code.equals(wanted) || library.type.equals(wanted))
                .findFirst();
    }
}
