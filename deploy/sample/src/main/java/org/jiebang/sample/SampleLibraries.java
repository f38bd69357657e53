package org.jiebang.sample;

import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jiebang.catalog.Enterprise;
import org.jiebang.catalog.Expert;
import org.jiebang.catalog.KeyProject;
import org.jiebang.catalog.Library;
import org.jiebang.catalog.LibraryRecord;
import org.jiebang.catalog.Problem;
import org.jiebang.catalog.ServiceTeam;
import org.jiebang.catalog.Society;

/**
 * The sample libraries of one seed. The i-th record of a library depends on the seed and on i alone; streams hold one record at a time.
 * Immutable and safe for many threads.
 */
public final class SampleLibraries {
    /** Seed of the shipped workbooks. */
    public static final long STANDARD_SEED = 20_260_601;

    private final ExpertMaker experts;
    private final ProblemMaker problems;
    private final ProjectMaker projects;
    private final SocietyMaker societies;
    private final EnterpriseMaker enterprises;
    private final TeamMaker teams;

    public SampleLibraries(long seed) {
        World world = new World(seed);
        Places places = new Places(seed);
        Organisations organisations = new Organisations(seed);
        enterprises = new EnterpriseMaker(world, places, organisations);
        experts = new ExpertMaker(world, places, new People(seed), organisations, enterprises);
        problems = new ProblemMaker(world, enterprises);
        projects = new ProjectMaker(world, organisations, enterprises);
        societies = new SocietyMaker(world, places);
        teams = new TeamMaker(world, places, experts, societies);
    }

    /** The libraries of the shipped workbooks. */
    public static SampleLibraries standard() {
        return new SampleLibraries(STANDARD_SEED);
    }

    public Stream<Expert> experts(int count) {
        return stream(count, experts::expert);
    }

    /** The i-th problem is asked by the (i/2)-th enterprise. */
    public Stream<Problem> problems(int count) {
        return stream(count, problems::problem);
    }

    public Stream<KeyProject> projects(int count) {
        return stream(count, projects::project);
    }

    public Stream<Society> societies(int count) {
        return stream(count, societies::society);
    }

    public Stream<Enterprise> enterprises(int count) {
        return stream(count, enterprises::enterprise);
    }

    /** The members of each thirty teams are among five hundred experts: the first thirty need 500 experts, the next 1,000. */
    public Stream<ServiceTeam> teams(int count) {
        return stream(count, teams::team);
    }

    /** The first records of any library. */
    public Stream<? extends LibraryRecord> records(Library library, int count) {
        return switch (library) {
            case EXPERTS -> experts(count);
            case PROBLEMS -> problems(count);
            case PROJECTS -> projects(count);
            case SOCIETIES -> societies(count);
            case ENTERPRISES -> enterprises(count);
            case TEAMS -> teams(count);
        };
    }

    private static <R> Stream<R> stream(int count, IntFunction<R> record) {
        return IntStream.range(0, count).mapToObj(record);
    }
}
