package org.jiebang.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jiebang.api.platform.BackgroundLoop;
import org.springframework.web.bind.annotation.RestController;

/** The walls between the modules and between the features. */
@AnalyzeClasses(packages = "org.jiebang", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] CORE = {
        "org.jiebang.catalog..",
        "org.jiebang.text..",
        "org.jiebang.industry..",
        "org.jiebang.region..",
        "org.jiebang.matching..",
        "org.jiebang.problem..",
        "org.jiebang.application..",
        "org.jiebang.programme..",
        "org.jiebang.team..",
        "org.jiebang.exclusion..",
        "org.jiebang.form..",
        "org.jiebang.workflow..",
        "org.jiebang.insight..",
        "org.jiebang.review.."
    };
    private static final String[] DATABASE = {"java.sql..", "javax.sql..", "io.r2dbc..", "org.springframework.r2dbc.."};

    @ArchTest
    static final ArchRule coreKnowsNoFramework = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..",
                    "reactor..",
                    "io.r2dbc..",
                    "java.sql..",
                    "javax.sql..",
                    "co.elastic..",
                    "org.elasticsearch..",
                    "java.net.http..",
                    "org.jiebang.index..",
                    "org.jiebang.ingest..",
                    "org.jiebang.api..",
                    "org.jiebang.local..");

    @ArchTest
    static final ArchRule indexMappingsKnowOnlyNames = noClasses()
            .that()
            .resideInAPackage("org.jiebang.index..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..",
                    "co.elastic..",
                    "org.jiebang.matching..",
                    "org.jiebang.programme..",
                    "org.jiebang.team..",
                    "org.jiebang.ingest..",
                    "org.jiebang.api..");

    @ArchTest
    static final ArchRule ingestKnowsNeitherDatabaseNorServer = noClasses()
            .that()
            .resideInAPackage("org.jiebang.ingest..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..",
                    "reactor..",
                    "io.r2dbc..",
                    "java.sql..",
                    "javax.sql..",
                    "co.elastic..",
                    "org.jiebang.api..");

    @ArchTest
    static final ArchRule onlyTextKnowsTheSegmenter = noClasses()
            .that()
            .resideOutsideOfPackage("org.jiebang.text..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.hankcs..");

    @ArchTest
    static final ArchRule onlyIndexAndSearchCodeKnowsTheSearchEngine = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "org.jiebang.api.search..",
                    "org.jiebang.api.matching..",
                    "org.jiebang.api.indexing..",
                    "org.jiebang.api.embedding..",
                    "org.jiebang.api.platform..",
                    "org.jiebang.api.rank..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("co.elastic..");

    @ArchTest
    static final ArchRule searchesDoNotAskTheDatabase = noClasses()
            .that()
            .resideInAPackage("org.jiebang.api.search..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(DATABASE);

    @ArchTest
    static final ArchRule nobodyWaitsAndOnlyTheLoopSubscribes = noClasses()
            .that()
            .resideInAPackage("org.jiebang.api..")
            .and()
            .resideOutsideOfPackage("org.jiebang.api.rank..")
            .and()
            .doNotBelongToAnyOf(BackgroundLoop.class)
            .should()
            .callCodeUnitWhere(waitsOrSubscribes());

    private static DescribedPredicate<JavaCall<?>> waitsOrSubscribes() {
        return DescribedPredicate.describe("waits for a publisher or subscribes to it", call -> {
            String owner = call.getTargetOwner().getPackageName();
            String name = call.getName();
            return (owner.startsWith("reactor.core") || owner.startsWith("org.reactivestreams"))
                    && (name.startsWith("block")
                            || name.equals("subscribe")
                            || name.equals("toIterable")
                            || name.equals("toStream"));
        });
    }

    @ArchTest
    static final ArchRule featuresFormNoCycle =
            slices().matching("org.jiebang.api.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule controllersBelongToTheirFeature = classes()
            .that()
            .areAnnotatedWith(RestController.class)
            .should()
            .notHaveModifier(JavaModifier.PUBLIC)
            .andShould()
            .resideInAPackage("org.jiebang.api.*");

    /** The API document knows records by their simple names: of two that share one, the second would stand for both. */
    @ArchTest
    static void bodiesOfRequestsAndAnswersHaveNamesOfTheirOwn(JavaClasses all) {
        Map<String, List<String>> records = all.stream()
                .filter(JavaClass::isRecord)
                .filter(type -> type.getEnclosingClass()
                        .filter(around -> around.isAnnotatedWith(RestController.class))
                        .isPresent())
                .collect(Collectors.groupingBy(
                        JavaClass::getSimpleName, Collectors.mapping(JavaClass::getName, Collectors.toList())));
        assertThat(records)
                .isNotEmpty()
                .allSatisfy((name, types) -> assertThat(types).as(name).hasSize(1));
    }
}
