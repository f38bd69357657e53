package org.jiebang.ingest.work;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.identity.Naming;
import org.jiebang.text.TextAnalyzer;
import org.jiebang.text.TextNormalizer;

/**
 * One name of one unit among the authors of a file's works. A person of several units is several of them; namesakes of one unit whose
 * works state different identifiers are too.
 *
 * @param unit as written; blank if the works name none
 * @param orcid blank if the works state none
 * @param choices the fewest units that the author of one of the works may be of; 1 where one is stated
 */
public record WorkAuthor(String name, String unit, String orcid, List<Place> places, int choices) {
    public WorkAuthor {
        places = List.copyOf(places);
    }

    /**
     * Where the author stands.
     *
     * @param work place in the list of works
     * @param author place among the authors of the work, from 0
     */
    public record Place(int work, int author) {}

    /** A name as it is compared. */
    public static String folded(String name) {
        return LibraryRecord.normalized(TextNormalizer.fold(name));
    }

    private record Key(String name, String unit, String orcid) {}

    /** All names of all units, in the order in which the works name them. */
    public static List<WorkAuthor> of(List<Work> works) {
        Map<Key, WorkAuthor> found = new LinkedHashMap<>();
        for (int i = 0; i < works.size(); i++) {
            List<Work.Author> authors = works.get(i).authors();
            for (int k = 0; k < authors.size(); k++) {
                Work.Author author = authors.get(k);
                List<String> units = author.units().isEmpty() ? List.of("") : author.units();
                for (String unit : units) {
                    Key key = new Key(folded(author.name()), folded(unit), author.orcid());
                    WorkAuthor one =
                            new WorkAuthor(author.name(), unit, author.orcid(), List.of(new Place(i, k)), units.size());
                    found.merge(key, one, WorkAuthor::and);
                }
            }
        }
        return List.copyOf(found.values());
    }

    private WorkAuthor and(WorkAuthor more) {
        List<Place> all = new ArrayList<>(places);
        more.places.stream().filter(place -> !all.getLast().equals(place)).forEach(all::add);
        return new WorkAuthor(name, unit, orcid, all, Math.min(choices, more.choices));
    }

    /** The name and unit alone, by which it is looked up. */
    public Naming naming(String id) {
        return new Naming(id, true, name, null, 0, unit, "", null, Set.of(), List.of(), Set.of(), null);
    }

    /** All that the works tell of the author. */
    public Naming naming(String id, List<Work> works, TextAnalyzer analyzer) {
        Set<String> topics = new TreeSet<>();
        List<String> titles = new ArrayList<>();
        for (Place place : places) {
            Work work = works.get(place.work());
            titles.add(work.title());
            topics.addAll(analyzer.distinctWords(work.title()));
            work.keywords().forEach(keyword -> topics.addAll(analyzer.distinctWords(keyword)));
        }
        return new Naming(id, true, name, null, 0, unit, "", null, topics, titles, Set.of(), null);
    }
}
