package org.jiebang.api.team;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Which expert stands for which, as people found them to be one. A team that names both has one member; what was stored stays, so that
 * both are back once the merge is undone.
 *
 * @param standing the record that stands for one that was merged, by the latter's id; records that were not merged are left out
 */
record MergedMembers(Map<UUID, UUID> standing) {
    MergedMembers {
        standing = Map.copyOf(standing);
    }

    /** Everybody whom drafts name. */
    static Set<UUID> named(Collection<TeamContent> contents) {
        Set<UUID> named = new LinkedHashSet<>();
        contents.forEach(content -> {
            content.members().forEach(member -> named.add(member.id()));
            named.addAll(content.excluded());
        });
        return named;
    }

    private UUID of(UUID expert) {
        return standing.getOrDefault(expert, expert);
    }

    /** Each person once, with all roles of the records, in the place of the first. */
    TeamContent once(TeamContent content) {
        if (standing.isEmpty()) {
            return content;
        }
        Map<UUID, TeamContent.DraftMember> members = new LinkedHashMap<>();
        content.members()
                .forEach(member -> members.merge(
                        of(member.id()),
                        new TeamContent.DraftMember(
                                of(member.id()), member.roles(), member.fixed(), member.residentDays()),
                        MergedMembers::together));
        return content.with(
                List.copyOf(members.values()),
                content.excluded().stream().map(this::of).distinct().toList());
    }

    private static TeamContent.DraftMember together(TeamContent.DraftMember one, TeamContent.DraftMember other) {
        Set<TeamContent.Role> roles = new LinkedHashSet<>(one.roles());
        roles.addAll(other.roles());
        return new TeamContent.DraftMember(
                one.id(), roles, one.fixed() || other.fixed(), Math.max(one.residentDays(), other.residentDays()));
    }

    /**
     * What to store of a team that names each person once: the merged records that the draft held for those who stay.
     *
     * @param stored the draft as it is stored
     */
    TeamContent retained(TeamContent wanted, TeamContent stored) {
        if (standing.isEmpty()) {
            return wanted;
        }
        List<TeamContent.DraftMember> members = new ArrayList<>();
        for (TeamContent.DraftMember member : wanted.members()) {
            List<TeamContent.DraftMember> merged = stored.members().stream()
                    .filter(one -> of(one.id()).equals(member.id()) && !one.id().equals(member.id()))
                    .toList();
            boolean own = stored.members().stream().anyMatch(one -> one.id().equals(member.id()));
            if (own || merged.isEmpty()) {
                members.add(member);
                members.addAll(merged);
            } else {
                members.add(new TeamContent.DraftMember(
                        merged.getFirst().id(), member.roles(), member.fixed(), member.residentDays()));
                members.addAll(merged.subList(1, merged.size()));
            }
        }
        List<UUID> excluded = wanted.excluded().stream()
                .flatMap(expert -> {
                    List<UUID> kept = stored.excluded().stream()
                            .filter(one -> Objects.equals(of(one), expert))
                            .toList();
                    return kept.isEmpty() ? Stream.of(expert) : kept.stream();
                })
                .toList();
        return wanted.with(members, excluded);
    }
}
