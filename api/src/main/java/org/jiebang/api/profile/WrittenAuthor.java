package org.jiebang.api.profile;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jiebang.api.identity.IdentityKeys;
import org.jiebang.identity.Naming;
import org.jiebang.identity.Sketch;
import org.jiebang.ingest.work.Work;
import org.jiebang.ingest.work.WorkAuthor;
import org.jiebang.text.TextAnalyzer;

/** An author as a file that is being taken names him. */
record WrittenAuthor(WorkAuthor author, String key, Set<String> nameKeys, Map<UUID, Integer> places, Naming naming)
        implements Author {

    /** An author by name and unit alone, by which namesakes are found. */
    static WrittenAuthor of(WorkAuthor author, List<WorkStore.Kept> works) {
        Map<UUID, Integer> places = new LinkedHashMap<>();
        author.places()
                .forEach(place -> places.putIfAbsent(works.get(place.work()).id(), place.author()));
        Naming naming = author.naming("author");
        Set<String> keys = new Sketch(naming)
                .keys().stream()
                        .filter(Sketch::ofName)
                        .map(IdentityKeys::digest)
                        .collect(Collectors.toSet());
        String key = IdentityKeys.digest(String.join(
                "|", "author", WorkAuthor.folded(author.name()), WorkAuthor.folded(author.unit()), author.orcid()));
        return new WrittenAuthor(author, key, keys, places, naming);
    }

    /** The same with all that the works tell of him. */
    WrittenAuthor known(List<Work> works, TextAnalyzer analyzer) {
        Set<String> coauthors = new HashSet<>();
        for (WorkAuthor.Place place : author.places()) {
            List<Work.Author> named = works.get(place.work()).authors();
            for (int i = 0; i < named.size(); i++) {
                if (i != place.author()) {
                    coauthors.add(WorkStore.nameKey(named.get(i).name()));
                }
            }
        }
        Set<String> orcids = orcidKey().isEmpty() ? Set.of() : Set.of(orcidKey());
        return new WrittenAuthor(
                author,
                key,
                nameKeys,
                places,
                author.naming("author", works, analyzer).with(orcids, coauthors));
    }

    @Override
    public String orcidKey() {
        return author.orcid().isEmpty() ? "" : IdentityKeys.digest("orcid|" + author.orcid());
    }

    @Override
    public int choices() {
        return author.choices();
    }

    @Override
    public Naming naming(Naming expert) {
        return naming;
    }

    /** Digests by which {@link RememberedAuthor} knows the unit again. */
    Set<String> unitKeys() {
        Set<String> keys = new HashSet<>();
        new Sketch(naming).unit().ifPresent(unit -> {
            unit.names().forEach(name -> keys.add(RememberedAuthor.nameOfUnit(name)));
            keys.add(RememberedAuthor.wholeUnit(unit.whole()));
            keys.add(RememberedAuthor.coreOfUnit(unit.core()));
        });
        return keys;
    }
}
