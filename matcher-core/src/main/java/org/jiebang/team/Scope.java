package org.jiebang.team;

import java.util.Set;

/** What a team focuses on: one chain (CT-19), one or two provinces or a region (CT-20). */
public enum Scope {
    CHAIN,
    /** A province or a region such as 苏北; teams of one request never share one (CT-08). */
    AREA;

    Set<String> of(TeamCandidate candidate) {
        return this == CHAIN ? candidate.chains() : candidate.areas();
    }
}
