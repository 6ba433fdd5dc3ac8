from django.urls import path

from materials.views import materials, shelves

urlpatterns = [
    path("material/", shelves.shelves, name="shelves"),
    path("material/<uuid:key>/", materials.material, name="material"),
    path("material/<uuid:key>/ny-version/", materials.add_version, name="add_version"),
    path("material/<uuid:key>/andra/", materials.describe, name="describe_material"),
    path("material/<uuid:key>/ta-bort/", materials.withdraw, name="withdraw_material"),
    path("materialfiler/<uuid:key>/", materials.material_file, name="material_file"),
    path("grupper/<uuid:key>/material/", shelves.materials, name="materials"),
    path("grupper/<uuid:key>/material/dela/", shelves.share, name="share_material"),
]
