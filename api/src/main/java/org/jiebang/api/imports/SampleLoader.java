package org.jiebang.api.imports;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jiebang.api.access.Actor;
import org.jiebang.api.platform.BackgroundLoop;
import org.jiebang.api.platform.Compute;
import org.jiebang.catalog.Library;
import org.jiebang.sample.SampleWorkbooks;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Submits the sample workbooks to the import at first start; a workbook that was taken before is left alone. Not in
 * the package for production.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("jiebang.samples")
class SampleLoader {
    /** Organisations before those who name them. */
    private static final List<Library> ORDER = List.of(
            Library.SOCIETIES, Library.ENTERPRISES, Library.EXPERTS, Library.PROBLEMS, Library.PROJECTS, Library.TEAMS);

    @Bean
    BackgroundLoop sampleLoop(ImportStore jobs, ImportFiles files, Compute compute) {
        return new BackgroundLoop(
                "Loading samples",
                Duration.ofDays(1),
                () -> Flux.fromIterable(ORDER)
                        .concatMap(library -> load(library, jobs, files, compute))
                        .then(Mono.just(false)));
    }

    private static Mono<Void> load(Library library, ImportStore jobs, ImportFiles files, Compute compute) {
        return Mono.usingWhen(
                compute.run(() -> copy(library)),
                file -> compute.run(() -> ImportFiles.hash(file))
                        .flatMap(hash -> jobs.hasSample(library, hash))
                        .flatMap(taken -> taken
                                ? Mono.<Void>empty()
                                : files.submit(Actor.platform(), file, library, library.code() + ".xlsx", false, true)
                                        .then()),
                file -> compute.run(() -> Files.deleteIfExists(file)).then());
    }

    private static Path copy(Library library) throws java.io.IOException {
        Path file = Files.createTempFile("jiebang-sample-", ".xlsx");
        try (InputStream workbook = SampleWorkbooks.open(library);
                OutputStream output = Files.newOutputStream(file)) {
            workbook.transferTo(output);
        }
        return file;
    }
}
