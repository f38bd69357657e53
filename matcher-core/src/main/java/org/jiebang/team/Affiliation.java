package org.jiebang.team;

/** Where a team member comes from (CT-17). */
public enum Affiliation {
    ENTERPRISE,
    UNIVERSITY,
    INSTITUTE,
    OTHER
}
