package org.jiebang.api.programme;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jiebang.api.access.Actor;
import org.jiebang.api.audit.AuditAction;
import org.jiebang.api.audit.AuditLog;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.Compute;
import org.jiebang.api.platform.ErrorCode;
import org.jiebang.programme.Programme;
import org.jiebang.programme.ProgrammeReader;
import org.jiebang.programme.Remark;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Next year's call without a release: a file becomes a draft, another person puts it in force, anybody of staff takes it back. */
@Component
class ProgrammeUploads {
    /** The id stands in addresses. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

    private final ProgrammeStore store;
    private final ProgrammeCatalog catalog;
    private final AuditLog audit;
    private final TransactionalOperator transactions;
    private final Compute compute;
    private final DataSize largestFile;

    ProgrammeUploads(
            ProgrammeStore store,
            ProgrammeCatalog catalog,
            AuditLog audit,
            TransactionalOperator transactions,
            Compute compute,
            @Value("${jiebang.programmes.largest-file}") DataSize largestFile) {
        this.store = store;
        this.catalog = catalog;
        this.audit = audit;
        this.transactions = transactions;
        this.compute = compute;
        this.largestFile = largestFile;
    }

    /** A draft and the remarks on its file, none of which is an error. */
    record Taken(ProgrammeStore.Version version, List<Remark> remarks) {}

    private record File(Programme programme, String text, List<Remark> remarks) {}

    Flux<ProgrammeStore.Version> all() {
        return store.all();
    }

    Mono<Taken> take(Actor actor, FilePart upload) {
        return DataBufferUtils.join(upload.content(), (int) largestFile.toBytes())
                .map(ProgrammeUploads::bytes)
                .defaultIfEmpty(new byte[0])
                .flatMap(bytes -> compute.run(() -> read(bytes)))
                .flatMap(file -> transactions
                        .transactional(store.lock(file.programme().id())
                                .then(Mono.defer(
                                        () -> store.add(file.programme().id(), file.text(), account(actor))))
                                .flatMap(key -> audit.append(
                                                actor,
                                                AuditAction.PROGRAMME_UPLOADED,
                                                change(key, ProgrammeState.DRAFT))
                                        .thenReturn(key)))
                        .flatMap(store::find)
                        .map(version -> new Taken(version, file.remarks())));
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static File read(byte[] bytes) throws IOException {
        String text = text(bytes);
        ProgrammeReader.Outcome outcome = ProgrammeReader.read(new ByteArrayInputStream(bytes));
        Programme programme = outcome.programme().orElseThrow(() -> refused(outcome.remarks()));
        if (!ID.matcher(programme.id()).matches()) {
            throw ApiException.fileRefused("BAD_ID", "编号“" + programme.id() + "”须为 1 至 64 个英文字母、数字或连字符，请修改后重新上传。");
        }
        return new File(programme, text, outcome.remarks());
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw ApiException.fileRefused("NOT_UTF8", "文件不是 UTF-8 编码的文字，请用 UTF-8 另存后重新上传。");
        }
    }

    /** Every error with its line as the field, 第 57 行. */
    private static ApiException refused(List<Remark> remarks) {
        List<ApiException.Violation> errors = remarks.stream()
                .filter(remark -> remark.severity() == Remark.Severity.ERROR)
                .map(remark -> new ApiException.Violation(
                        remark.line() == 0 ? "file" : "第 " + remark.line() + " 行",
                        remark.code(),
                        remark.message().chinese() + "。" + remark.message().english() + "."))
                .toList();
        return new ApiException(
                ErrorCode.FILE_REFUSED,
                "规则文件有 " + errors.size() + " 处错误，没有收下。" + ErrorCode.FILE_REFUSED.wayOut(),
                errors);
    }

    Mono<ProgrammeStore.Version> approve(Actor actor, ProgrammeStore.Key key) {
        // Whoever approves must have been able to read it.
        return catalog.version(key.programme(), key.version())
                .flatMap(entry -> decide(actor, key, found -> {
                    if (found.uploadedBy().equals(account(actor))) {
                        throw new ApiException(ErrorCode.FORBIDDEN, "自己上传的规则须由另一人审定，请其他工作人员核对后审定。");
                    }
                    require(found.state() == ProgrammeState.DRAFT, found);
                    return store.approve(key, account(actor))
                            .then(audit.append(
                                    actor, AuditAction.PROGRAMME_APPROVED, change(key, ProgrammeState.APPROVED)));
                }));
    }

    Mono<ProgrammeStore.Version> withdraw(Actor actor, ProgrammeStore.Key key) {
        return decide(actor, key, found -> {
            require(found.state() != ProgrammeState.WITHDRAWN, found);
            return store.withdraw(key)
                    .then(audit.append(actor, AuditAction.PROGRAMME_WITHDRAWN, change(key, ProgrammeState.WITHDRAWN)));
        });
    }

    private Mono<ProgrammeStore.Version> decide(
            Actor actor, ProgrammeStore.Key key, Function<ProgrammeStore.Version, Mono<Void>> deed) {
        return transactions
                .transactional(store.lock(key.programme())
                        .then(Mono.defer(() -> store.find(key)))
                        .switchIfEmpty(Mono.error(() -> ApiException.notFound("这一版申报规则")))
                        .flatMap(deed))
                .then(Mono.defer(() -> store.find(key)));
    }

    private static void require(boolean possible, ProgrammeStore.Version found) {
        if (!possible) {
            throw new ApiException(
                    ErrorCode.CONFLICT,
                    "第 " + found.key().version() + " 版" + found.state().label() + "，不能再这样做，请刷新查看。");
        }
    }

    private static AuditLog.Change change(ProgrammeStore.Key key, ProgrammeState state) {
        return AuditLog.Change.to(
                "programme", key.programme(), Map.of("version", key.version(), "state", state.name()));
    }

    private static UUID account(Actor actor) {
        return Objects.requireNonNull(actor.account()).id();
    }
}
