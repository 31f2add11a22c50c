/*
 * Copyright 2026 the Armature authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.armature.repository;

import io.armature.mapping.AttributePath;
import io.armature.mapping.Entity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.repository.query.parser.Part;
import org.springframework.data.repository.query.parser.PartTree;

/**
 * Decides at start-up how a query method is answered: which table or index, which conditions on its keys, which as a
 * filter. Refuses what DynamoDB cannot do, or only by a scan that nobody allowed.
 */
final class QueryPlanner {

    private final Entity<?> entity;
    private final DynamoDbQueryMethod method;
    private final PartTree tree;

    QueryPlanner(Entity<?> entity, DynamoDbQueryMethod method, PartTree tree) {
        this.entity = entity;
        this.method = method;
        this.tree = tree;
    }

    QueryPlan plan() {
        List<List<Condition>> alternatives = conditions();
        @Nullable String orderBy = orderBy();
        List<AccessPath> candidates = alternatives.size() == 1 ? candidates(alternatives.get(0), orderBy) : List.of();
        if (candidates.isEmpty()) {
            requireScanAllowed(alternatives, orderBy);
            return new QueryPlan(null, alternatives, true);
        }
        AccessPath chosen = best(candidates, alternatives.get(0));
        if (method.consistent() && chosen.global()) {
            throw method.refusal(
                    "reads strongly consistently from global index '" + chosen.index() + "', which DynamoDB cannot.",
                    "Remove @ConsistentRead, or query by the keys of the table or of a local index.");
        }
        boolean descending = tree.getSort().stream().anyMatch(Sort.Order::isDescending);
        return new QueryPlan(chosen, alternatives, !descending);
    }

    private List<List<Condition>> conditions() {
        if (tree.isDistinct()) {
            throw method.refusal("asks for distinct items, which DynamoDB cannot.", "Remove Distinct from the name.");
        }
        List<List<Condition>> alternatives = new ArrayList<>();
        int argument = 0;
        for (PartTree.OrPart or : tree) {
            List<Condition> conditions = new ArrayList<>();
            for (Part part : or) {
                conditions.add(condition(part, argument));
                argument += part.getNumberOfArguments();
            }
            alternatives.add(conditions);
        }
        return alternatives;
    }

    private Condition condition(Part part, int firstArgument) {
        String property = part.getProperty().toDotPath();
        AttributePath path = entity.path(property)
                .orElseThrow(() -> method.refusal(
                        "asks for '" + property + "', which is not stored as an attribute.",
                        "Query by a stored property."));
        refuseEncrypted("compares", property, path);
        if (!Condition.supports(part.getType())) {
            throw method.refusal(
                    "compares '" + property + "' by " + Condition.keyword(part.getType()) + ", which DynamoDB cannot.",
                    "Use equality, <, <=, >, >=, Between, StartingWith, Containing, In, IsNull or IsNotNull.");
        }
        if (part.shouldIgnoreCase() != Part.IgnoreCaseType.NEVER) {
            throw method.refusal(
                    "ignores case, which DynamoDB cannot.",
                    "Store a lower-case copy of '" + property + "' and query that.");
        }
        Condition condition = new Condition(path, part.getType());
        if (!condition.fitsAttribute()) {
            throw method.refusal(
                    "asks how '" + property + "' starts, which is neither text nor binary.",
                    "Use equality, Between, In or Containing.");
        }
        checkArguments(condition, part, firstArgument);
        return condition;
    }

    private void checkArguments(Condition condition, Part part, int firstArgument) {
        String type = condition.path().type().getSimpleName();
        for (int i = 0; i < part.getNumberOfArguments(); i++) {
            Class<?> given = method.getParameters()
                    .getBindableParameters()
                    .getParameter(firstArgument + i)
                    .getType();
            boolean one = condition.takesAttributeValues() && !condition.path().accepts(given);
            if (one || (condition.takesList() && !isList(given))) {
                throw method.refusal(
                        "takes " + given.getSimpleName() + " for '"
                                + part.getProperty().toDotPath() + "', which is " + type + ".",
                        "Declare the parameter as " + (one ? type : "Collection<" + type + ">") + ".");
            }
        }
    }

    private static boolean isList(Class<?> type) {
        return type.isArray() || Iterable.class.isAssignableFrom(type);
    }

    private @Nullable String orderBy() {
        List<Sort.Order> orders = tree.getSort().toList();
        if (orders.size() > 1) {
            throw method.refusal(
                    "orders by several properties.", "Order by the sort key of the table or an index only.");
        }
        if (orders.isEmpty()) {
            return null;
        }
        String property = orders.get(0).getProperty();
        AttributePath path = entity.path(property)
                .orElseThrow(
                        () -> method.refusal("orders by '" + property + "', which is not stored.", "Remove OrderBy."));
        refuseEncrypted("orders by", property, path);
        return path.attribute();
    }

    private void refuseEncrypted(String doing, String property, AttributePath path) {
        if (entity.encrypts(path.attribute())) {
            String what = path.topLevel() ? "which is" : "which is inside '" + path.attribute() + "', which is";
            throw method.refusal(
                    doing + " '" + property + "', " + what
                            + " encrypted: DynamoDB sees ciphertext only, which differs even for equal values.",
                    "Query by another attribute and compare what the method returns, or remove @Encrypted.");
        }
    }

    private List<AccessPath> candidates(List<Condition> conditions, @Nullable String orderBy) {
        List<AccessPath> all = AccessPath.of(entity);
        String named = method.index();
        if (named != null && all.stream().noneMatch(path -> named.equals(path.index()))) {
            throw method.refusal(
                    "names index '" + named + "', which " + entity + " does not declare.", "Correct @UseIndex.");
        }
        List<AccessPath> serving = all.stream()
                .filter(path -> named == null || named.equals(path.index()))
                .filter(path -> serves(path, conditions))
                .toList();
        if (!serving.isEmpty() && orderBy != null) {
            serving = serving.stream()
                    .filter(path -> orderBy.equals(path.sortKey()))
                    .toList();
            if (serving.isEmpty()) {
                throw method.refusal(
                        "orders by '" + orderBy + "', which is not the sort key of the table or index that it reads.",
                        "Declare an index with the same partition key and sort key '" + orderBy
                                + "', or sort what the method returns.");
            }
        }
        return serving;
    }

    private boolean serves(AccessPath path, List<Condition> conditions) {
        List<Condition> onKeys = conditions.stream().filter(path::isKey).toList();
        long onPartitionKey =
                onKeys.stream().filter(it -> it.on(path.partitionKey())).count();
        return onPartitionKey == 1
                && onKeys.size() <= 2
                && onKeys.stream().allMatch(it -> it.on(path.partitionKey()) ? it.equality() : it.servesSortKey());
    }

    private AccessPath best(List<AccessPath> candidates, List<Condition> conditions) {
        long most = candidates.stream()
                .mapToLong(path -> keysUsed(path, conditions))
                .max()
                .orElse(0);
        List<AccessPath> best = candidates.stream()
                .filter(path -> keysUsed(path, conditions) == most)
                .toList();
        // The table comes first: it holds every item, and an index only those that have its keys.
        if (best.size() == 1 || best.get(0).table()) {
            return best.get(0);
        }
        throw method.refusal(
                "could read any of the indexes "
                        + best.stream().map(AccessPath::index).collect(Collectors.joining(", ")) + ".",
                "Name one with @UseIndex.");
    }

    private static long keysUsed(AccessPath path, List<Condition> conditions) {
        return conditions.stream().filter(path::isKey).count();
    }

    private void requireScanAllowed(List<List<Condition>> alternatives, @Nullable String orderBy) {
        if (!method.scanAllowed()) {
            throw method.refusal(
                    "would scan table '" + entity.tableName() + "': " + reason(alternatives), advice(alternatives));
        }
        if (orderBy != null) {
            throw method.refusal("scans, and a scan has no order.", "Remove OrderBy and sort what the method returns.");
        }
    }

    private String reason(List<List<Condition>> alternatives) {
        if (alternatives.isEmpty()) {
            return "it has no condition.";
        }
        if (alternatives.size() > 1) {
            return "one query cannot answer conditions joined by Or.";
        }
        return "no key of the table or of an index fits its conditions ("
                + alternatives.get(0).stream()
                        .map(condition ->
                                String.join(".", condition.path().names()) + " " + Condition.keyword(condition.type()))
                        .collect(Collectors.joining(", "))
                + ").";
    }

    private String advice(List<List<Condition>> alternatives) {
        String allow = "or allow the scan with @AllowScan if the table stays small.";
        if (alternatives.size() > 1) {
            return "Write a method for each condition, " + allow;
        }
        return alternatives.stream()
                .flatMap(List::stream)
                .filter(condition -> condition.equality() && condition.path().topLevel())
                .map(condition -> "Declare an index whose partition key is '"
                        + condition.path().attribute() + "' (@DynamoDbSecondaryPartitionKey), " + allow)
                .findFirst()
                .orElse("Add an equality condition on a partition key, one comparison on its sort key at most, "
                        + allow);
    }
}
