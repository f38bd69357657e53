package org.jiebang.api.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the audit log.
 *
 * @param position counts from 1 without gaps
 * @param at in microseconds, as the database keeps it
 * @param before JSON of what was changed, as it stood; null if there was nothing
 * @param after JSON of what it became
 */
record AuditEntry(
        long position,
        Instant at,
        @Nullable UUID accountId,
        @Nullable UUID organisationId,
        String role,
        String address,
        String requestId,
        String action,
        String subjectType,
        String subjectId,
        @Nullable String before,
        @Nullable String after) {

    /** Hash of this entry bound to the hash of the one before: SHA-256 over every field with its length in front. */
    byte[] hash(byte[] previous) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream output = new DataOutputStream(bytes)) {
            output.write(previous);
            output.writeLong(position);
            output.writeLong(at.getEpochSecond());
            output.writeInt(at.getNano());
            write(output, accountId == null ? null : accountId.toString());
            write(output, organisationId == null ? null : organisationId.toString());
            write(output, role);
            write(output, address);
            write(output, requestId);
            write(output, action);
            write(output, subjectType);
            write(output, subjectId);
            write(output, before);
            write(output, after);
            return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static void write(DataOutputStream output, @Nullable String text) throws IOException {
        if (text == null) {
            output.writeInt(-1);
        } else {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            output.writeInt(bytes.length);
            output.write(bytes);
        }
    }
}
