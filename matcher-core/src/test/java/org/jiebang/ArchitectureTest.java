package org.jiebang;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls of matcher-core: any program can call it, and only one package knows the segmenter. */
@AnalyzeClasses(packages = "org.jiebang", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule knowsNoFramework = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..",
                    "reactor..",
                    "io.r2dbc..",
                    "java.sql..",
                    "javax.sql..",
                    "java.net.http..",
                    "co.elastic..",
                    "org.elasticsearch..",
                    "tools.jackson..",
                    "com.fasterxml..",
                    "jakarta..");

    @ArchTest
    static final ArchRule onlyTextKnowsTheSegmenter = noClasses()
            .that()
            .resideOutsideOfPackage("org.jiebang.text")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.hankcs..");

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("org.jiebang.(*)..").should().beFreeOfCycles();
}
