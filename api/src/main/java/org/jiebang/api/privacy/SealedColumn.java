package org.jiebang.api.privacy;

import java.util.regex.Pattern;

/**
 * A column with sealed values, so that they are sealed anew when the keys change. Whoever stores such a column gives it as a bean.
 *
 * @param table table in PostgreSQL
 * @param sealed column of type bytea with the sealed value; null where there is none
 * @param keyId column with the id of its key
 * @param owner SQL over the table's columns that gives the owner under which {@link FieldCipher#seal} sealed
 * @param purpose the purpose under which it sealed
 * @param fingerprint column with the fingerprint of the opened value as text; blank if the table has none
 * @param batch rows taken at a time; a few where values are large
 */
public record SealedColumn(
        String table, String sealed, String keyId, String owner, String purpose, String fingerprint, int batch) {
    private static final Pattern NAME = Pattern.compile("[a-z_]+");
    private static final int USUAL_BATCH = 200;

    public SealedColumn {
        for (String name : new String[] {table, sealed, keyId}) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("'" + name + "' is no name of a table or column.");
            }
        }
        if (batch < 1) {
            throw new IllegalArgumentException("batch is " + batch + ", less than one.");
        }
    }

    /** A column of small values in the columns {@code sealed} and {@code key_id}. */
    public static SealedColumn of(String table, String owner, String purpose) {
        return new SealedColumn(table, "sealed", "key_id", owner, purpose, "", USUAL_BATCH);
    }

    /** The same column with fingerprints of its values. */
    public SealedColumn withFingerprint(String column) {
        return new SealedColumn(table, sealed, keyId, owner, purpose, column, batch);
    }

    /** The same column, taken in other batches. */
    public SealedColumn inBatchesOf(int rows) {
        return new SealedColumn(table, sealed, keyId, owner, purpose, fingerprint, rows);
    }
}
