package org.jiebang.catalog;

/** Role in a service team (ACT-10 to ACT-14). */
public enum TeamRole {
    CHIEF_EXPERT("首席专家"),
    LEADER("团长"),
    LIAISON("联络员"),
    MEMBER("团员");

    private final String label;

    TeamRole(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
