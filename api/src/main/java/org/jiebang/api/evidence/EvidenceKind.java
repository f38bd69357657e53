package org.jiebang.api.evidence;

/** What files can be attached to. Names stand in addresses and in the database and are never changed. */
public enum EvidenceKind {
    PROBLEM,
    CLAIM,
    DOCKING,
    APPLICATION
}
