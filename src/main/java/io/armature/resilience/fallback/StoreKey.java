package io.armature.resilience.fallback;

/**
 * Names an item in a store, and says nothing of what the key of the item is.
 *
 * @param table endpoint and table, such as {@code eu-central-1/orders-prod}
 * @param hash a cryptographic hash of the item's key attributes with their names and types, in hexadecimal digits
 */
public record StoreKey(String table, String hash) {}
