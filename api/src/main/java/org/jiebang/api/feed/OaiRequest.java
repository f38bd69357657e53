package org.jiebang.api.feed;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * A request of the protocol, its arguments checked.
 *
 * @param arguments all but the verb, in the order given
 */
record OaiRequest(Verb verb, Map<String, String> arguments) {
    static final String PREFIX = "metadataPrefix";
    static final String TOKEN = "resumptionToken";
    private static final Pattern SECOND = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    /** The six verbs with what they need and what they may have; {@link #TOKEN} stands alone. */
    enum Verb {
        Identify(Set.of(), Set.of(), false),
        ListMetadataFormats(Set.of(), Set.of("identifier"), false),
        ListSets(Set.of(), Set.of(), true),
        ListIdentifiers(Set.of(PREFIX), Set.of("from", "until", "set"), true),
        ListRecords(Set.of(PREFIX), Set.of("from", "until", "set"), true),
        GetRecord(Set.of("identifier", PREFIX), Set.of(), false);

        private final Set<String> required;
        private final Set<String> optional;
        private final boolean resumable;

        Verb(Set<String> required, Set<String> optional, boolean resumable) {
            this.required = required;
            this.optional = optional;
            this.resumable = resumable;
        }
    }

    static OaiRequest read(MultiValueMap<String, String> given) {
        Verb verb = verb(given.getOrDefault("verb", List.of()));
        Map<String, String> arguments = new LinkedHashMap<>();
        given.forEach((name, values) -> {
            if (!name.equals("verb")) {
                if (values.size() != 1) {
                    throw fault("The argument " + name + " is repeated.");
                }
                arguments.put(name, values.getFirst());
            }
        });
        check(verb, arguments.keySet());
        return new OaiRequest(verb, arguments);
    }

    private static Verb verb(List<String> given) {
        if (given.size() == 1) {
            for (Verb verb : Verb.values()) {
                if (verb.name().equals(given.getFirst())) {
                    return verb;
                }
            }
        }
        throw new OaiFault(
                OaiFault.Code.BAD_VERB,
                given.size() > 1 ? "The verb is repeated." : "The verb is missing or none of the six of the protocol.");
    }

    private static void check(Verb verb, Set<String> names) {
        if (verb.resumable && names.contains(TOKEN)) {
            if (names.size() > 1) {
                throw fault("resumptionToken is exclusive: no other argument may stand beside it.");
            }
            return;
        }
        names.stream()
                .filter(name -> !verb.required.contains(name) && !verb.optional.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw fault("The argument " + name + " does not belong to " + verb + ".");
                });
        verb.required.stream()
                .filter(name -> !names.contains(name))
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw fault("The argument " + name + " is missing.");
                });
    }

    static OaiFault fault(String message) {
        return new OaiFault(OaiFault.Code.BAD_ARGUMENT, message);
    }

    String argument(String name) {
        return arguments.getOrDefault(name, "");
    }

    /** The range of datestamps and the set that is asked for. */
    HarvestStore.Range range() {
        String from = arguments.get("from");
        String until = arguments.get("until");
        if (from != null && until != null && from.length() != until.length()) {
            throw fault("from and until must have the same granularity.");
        }
        OffsetDateTime first = from == null ? null : time(from, false);
        OffsetDateTime last = until == null ? null : time(until, true);
        if (first != null && last != null && first.isAfter(last)) {
            throw fault("from is later than until.");
        }
        return new HarvestStore.Range(arguments.get("set"), first, last);
    }

    /** A day as the end of a range is its last second. */
    private static @Nullable OffsetDateTime time(String text, boolean end) {
        try {
            if (SECOND.matcher(text).matches()) {
                return OffsetDateTime.parse(text);
            }
            if (DAY.matcher(text).matches()) {
                LocalDate day = LocalDate.parse(text);
                return end
                        ? day.plusDays(1)
                                .atStartOfDay()
                                .atOffset(ZoneOffset.UTC)
                                .minusSeconds(1)
                        : day.atStartOfDay().atOffset(ZoneOffset.UTC);
            }
        } catch (DateTimeException e) {
            throw fault("The date " + text + " does not exist.");
        }
        throw fault("A date is written 2026-11-21 or 2026-11-21T08:00:00Z.");
    }
}
