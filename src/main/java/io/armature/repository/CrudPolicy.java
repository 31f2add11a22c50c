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

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a repository interface says about the inherited methods by declaring them again with annotations.
 *
 * @param consistent names of the inherited methods that read strongly consistently
 * @param scanning names of the inherited methods that may scan
 */
record CrudPolicy(Set<String> consistent, Set<String> scanning) {

    private static final Set<String> SCANS = Set.of("findAll", "count", "deleteAll");
    private static final Set<String> READS = Set.of("findById", "findAllById", "existsById", "findAll", "count");

    static CrudPolicy of(Class<?> repositoryInterface) {
        return new CrudPolicy(
                annotated(repositoryInterface, ConsistentRead.class, READS),
                annotated(repositoryInterface, AllowScan.class, SCANS));
    }

    private static Set<String> annotated(
            Class<?> repositoryInterface, Class<? extends Annotation> annotation, Set<String> names) {
        return Arrays.stream(repositoryInterface.getMethods())
                .filter(method -> method.isAnnotationPresent(annotation))
                .filter(method -> !SCANS.contains(method.getName()) || method.getParameterCount() == 0)
                .map(Method::getName)
                .filter(names::contains)
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean consistent(String method) {
        return consistent.contains(method);
    }

    void requireScan(String method, String table) {
        if (!scanning.contains(method)) {
            throw new UnsupportedOperationException(method + "() would read the whole table '" + table
                    + "', which costs read units for every item in it. If that is meant, declare " + method
                    + "() again in the repository and annotate it with @AllowScan; else query by a key.");
        }
    }
}
