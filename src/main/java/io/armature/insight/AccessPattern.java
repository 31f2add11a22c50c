package io.armature.insight;

import org.jspecify.annotations.Nullable;

/**
 * Calls that do the same thing.
 *
 * @param table the physical name of the table
 * @param operation the operation as DynamoDB's API names it
 * @param index the index that is read, or {@code null} for the table itself
 * @param method the repository's method, or {@code null} if the call was made by other means
 */
public record AccessPattern(
        String table,
        String operation,
        @Nullable String index,
        @Nullable String method) {

    /** Name of the table of the pattern that stands for all that found no place of their own. */
    public static final String OTHER = "(other)";

    static AccessPattern other() {
        return new AccessPattern(OTHER, OTHER, null, null);
    }

    /**
     * Returns a name for people.
     *
     * @return such as {@code OrderRepository.findById (GetItem of orders)}
     */
    public String text() {
        String place = index == null ? table : table + "/" + index;
        return method == null ? operation + " of " + place : method + " (" + operation + " of " + place + ")";
    }
}
