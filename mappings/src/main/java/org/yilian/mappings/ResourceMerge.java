package org.yilian.mappings;

/** Placeholder so that the name can be linked to. */
final class ResourceMerge {
    private ResourceMerge() {}
}
