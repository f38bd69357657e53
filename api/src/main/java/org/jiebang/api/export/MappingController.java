package org.jiebang.api.export;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Requires;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Mappings of libraries to the tables of other platforms. */
@RestController
class MappingController {
    private final Mappings mappings;

    MappingController(Mappings mappings) {
        this.mappings = mappings;
    }

    /** A mapping file as JSON text. */
    record MappingUpload(
            @NotBlank(message = "请给出对照文件的内容。") @Size(max = 200_000, message = "对照文件过长。")
            String content) {}

    /** The mappings in use. */
    @Requires(Action.RECORD_EXPORT)
    @GetMapping("/api/export-mappings")
    Flux<Mappings.MappingFile> all() {
        return mappings.all();
    }

    /** Saves a mapping file as the next version of its name; every fault of it is told. */
    @Requires(Action.EXPORT_MAPPING_WRITE)
    @PostMapping("/api/export-mappings")
    Mono<Mappings.MappingFile> save(Actor actor, @Valid @RequestBody MappingUpload upload) {
        return mappings.save(actor, upload.content());
    }
}
