"""The weights files of pyiqa's metrics, and of the backbones that they build upon.

File names are those of pyiqa 0.1.16 (``default_model_urls`` of its architectures), torchvision 0.28
(``weights``), timm 1.0 (``pretrained_cfg``) and OpenAI's CLIP. Files that a library fetches only to
overwrite every value of them are not listed: our loader never asks for them.

Sizes are estimates, from the parameters of the networks or the libraries' metadata; 0 where nothing
is known. Of a checksum the publishers give: CLIP all of it (the folder of its address), torchvision
the first eight digits (the end of the file name, its published convention). pyiqa's names look like
that too, but nothing says that they are meant so.
"""

from __future__ import annotations

from omgui.core.metric_spec import Checkpoint

_MIB = 1024 * 1024
_PYIQA = "https://huggingface.co/chaofengc/IQA-PyTorch-Weights/resolve/main"
_TORCHVISION = "https://download.pytorch.org/models"
_CLIP = "https://openaipublic.azureedge.net/clip/models"
_FACEXLIB = "https://github.com/xinntao/facexlib/releases/download"


def _pyiqa(file: str, size_bytes: int = 0) -> Checkpoint:
    # pyiqa keeps a file under the name in its address, where a plus is written %2B.
    in_address = file.replace("+", "%2B")
    aliases = (in_address,) if in_address != file else ()
    return Checkpoint(file, f"{_PYIQA}/{in_address}", size_bytes, aliases=aliases)


def _torchvision(file: str, size_mib: float) -> Checkpoint:
    return Checkpoint(
        file,
        f"{_TORCHVISION}/{file}",
        size_bytes=round(size_mib * _MIB),
        sha256=file.removesuffix(".pth").rpartition("-")[2],
        backbone=True,
        licence="BSD-3-Clause (torchvision); trained on ImageNet",
    )


def _timm(name: str, size_bytes: int) -> Checkpoint:
    # On its site every such file is called model.safetensors: only the folder tells them apart.
    return Checkpoint(
        f"{name}.safetensors",
        f"https://huggingface.co/timm/{name}/resolve/main/model.safetensors",
        size_bytes=size_bytes,
        backbone=True,
        folder=f"timm/{name}",
        aliases=("model.safetensors",),
        licence="Apache-2.0 (timm); trained on ImageNet",
    )


def _clip(file: str, sha256: str, size_mib: float) -> Checkpoint:
    return Checkpoint(
        file,
        f"{_CLIP}/{sha256}/{file}",
        size_bytes=round(size_mib * _MIB),
        sha256=sha256,
        backbone=True,
        licence="MIT (OpenAI CLIP)",
    )


HYPERIQA = _pyiqa("HyperIQA-resnet50-koniq10k-c96c41b1.pth", 110_000_000)
CNNIQA = _pyiqa("CNNIQA_koniq10k-e6f14c91.pth", 3_000_000)
PAQ2PIQ = _pyiqa("P2P_RoIPoolModel-fit.10.bs.120-ca69882e.pth", 47_000_000)
CLIPIQA_PLUS = _pyiqa("CLIP-IQA+_learned_prompts-603f3273.pth", 33_000)
CLIPIQA_PLUS_RN50 = _pyiqa("CLIPIQA+_RN50_512-89f5d940.pth", 315_000)
CLIPIQA_PLUS_VITL14 = _pyiqa("CLIPIQA+_ViTL14_512-e66488f2.pth", 473_000)
MANIQA_KONIQ = _pyiqa("ckpt_koniq10k.pt", 543_000_000)
MANIQA_KADID = _pyiqa("ckpt_kadid10k.pt", 543_000_000)
MANIQA_PIPAL = _pyiqa("MANIQA_PIPAL-ae6d356b.pth", 543_000_000)
TRES_KONIQ = _pyiqa("tres_koniq-f0502926.pth", 610_000_000)
TRES_FLIVE = _pyiqa("tres_flive-09b0de5b.pth", 610_000_000)
MUSIQ_KONIQ = _pyiqa("musiq_koniq_ckpt-e95806b9.pth", 109_000_000)
MUSIQ_AVA = _pyiqa("musiq_ava_ckpt-e8d3f067.pth", 109_000_000)
MUSIQ_PAQ2PIQ = _pyiqa("musiq_paq2piq_ckpt-364c0c84.pth", 109_000_000)
MUSIQ_SPAQ = _pyiqa("musiq_spaq_ckpt-358bb6af.pth", 109_000_000)
NIQE = _pyiqa("niqe_modelparameters.mat", 10_500)
NIQE_MATLAB = _pyiqa("niqe_matlab_params.mat", 10_500)
ILNIQE = _pyiqa("ILNIQE_templateModel.mat", 3_100_000)
NRQM = _pyiqa("NRQM_model.mat")
BRISQUE = _pyiqa("brisque_svm_weights.pth", 116_000)
BRISQUE_MATLAB = _pyiqa("brisque_matlab.mat")
DBCNN_KONIQ = _pyiqa("DBCNN_KonIQ10k-2de81c0a.pth", 61_000_000)
DBCNN_SCNN = _pyiqa("DBCNN_scnn-7ea73d75.pth", 2_000_000)
NIMA_AVA = _pyiqa("NIMA_InceptionV2_ava-b0c77c00.pth", 218_000_000)
NIMA_AVA_VGG16 = _pyiqa("NIMA_VGG16_ava-dc4e8265.pth", 58_900_000)
NIMA_KONIQ = _pyiqa("NIMA_koniq-250367ae.pth", 218_000_000)
NIMA_SPAQ = _pyiqa("NIMA-spaq-46a7fcb7.pth", 218_000_000)
TOPIQ_NR_KONIQ = _pyiqa("cfanet_nr_koniq_res50-9a73138b.pth", 181_000_000)
TOPIQ_NR_FLIVE = _pyiqa("cfanet_nr_flive_res50-ded1c74e.pth", 181_000_000)
TOPIQ_NR_SPAQ = _pyiqa("cfanet_nr_spaq_res50-a7f799ac.pth", 181_000_000)
TOPIQ_FR_KADID = _pyiqa("cfanet_fr_kadid_res50-2c4cc61d.pth", 144_000_000)
TOPIQ_FR_PIPAL = _pyiqa("cfanet_fr_pipal_res50-69bbe5ba.pth", 144_000_000)
TOPIQ_IAA = _pyiqa("cfanet_iaa_ava_swin-393b41b4.pth", 507_400_000)
TOPIQ_IAA_RES50 = _pyiqa("cfanet_iaa_ava_res50-3cd62bb3.pth", 293_700_000)
TOPIQ_FACE = _pyiqa("topiq_nr_cgfiqa_res50-0a8b8e4f.pth", 181_000_000)
TOPIQ_FACE_V1 = _pyiqa("topiq_nr_gfiqa_res50-d76bf1ae.pth", 181_000_000)
TOPIQ_FACE_SWIN = _pyiqa("topiq_nr_gfiqa_swin-7bb80a60.pth", 417_800_000)
AHIQ = _pyiqa("AHIQ_vit_p8_epoch33-da3ea303.pth", 109_000_000)
PIEAPP = _pyiqa("PieAPPv0.1-0937b014.pth", 274_000_000)
LPIPS_ALEX = _pyiqa("LPIPS_v0.1_alex-df73285e.pth", 10_000)
LPIPS_VGG = _pyiqa("LPIPS_v0.1_vgg-a78928a0.pth", 10_000)
STLPIPS_ALEX = _pyiqa("alex_shift_tolerant.pth", 9_900_000)
STLPIPS_VGG = _pyiqa("vgg_shift_tolerant.pth", 58_900_000)
DISTS = _pyiqa("DISTS_weights-f5e65c96.pth", 20_000)
CKDN = _pyiqa("CKDN_model_best-38b27dc6.pth", 54_000_000)
WADIQAM_FR = _pyiqa("WaDIQaM-kadid-f7541ea5.pth", 25_100_000)
WADIQAM_NR = _pyiqa("WaDIQaM-NR-koniq-aaffea29.pth", 21_000_000)
MSSWD = _pyiqa("msswd_weights.pth", 219_000)
AFINE = _pyiqa("afine.pth", 606_000_000)
UNIQUE_PYIQA = _pyiqa("UNIQUE.pt", 89_000_000)
LIQE_KONIQ = _pyiqa("liqe_koniq.pt", 605_100_000)
LIQE_MIX = _pyiqa("liqe_mix.pt", 605_100_000)
LAION_AES = _pyiqa("sac+logos+ava1-l14-linearMSE.pth", 3_700_000)
ARNIQA = _pyiqa("ARNIQA.pth")
ARNIQA_KONIQ = _pyiqa("regressor_koniq10k.pth")
ARNIQA_LIVE = _pyiqa("regressor_live.pth")
ARNIQA_CSIQ = _pyiqa("regressor_csiq.pth")
ARNIQA_TID = _pyiqa("regressor_tid2013.pth")
ARNIQA_KADID = _pyiqa("regressor_kadid10k.pth")
ARNIQA_CLIVE = _pyiqa("regressor_clive.pth")
ARNIQA_FLIVE = _pyiqa("regressor_flive.pth")
ARNIQA_SPAQ = _pyiqa("regressor_spaq.pth")
QUALICLIP = _pyiqa("QualiCLIP.pth", 408_000_000)
QUALICLIP_KONIQ = _pyiqa("QualiCLIP+_koniq.pth")
QUALICLIP_CLIVE = _pyiqa("QualiCLIP+_clive.pth")
QUALICLIP_FLIVE = _pyiqa("QualiCLIP+_flive.pth")
QUALICLIP_SPAQ = _pyiqa("QualiCLIP+_spaq.pth")
METAIQA = _pyiqa("Metaiqa_livec.pth", 53_000_000)
URANKER = _pyiqa("URanker_ckpt-450eb36d.pth", 86_400_000)
FGRESQ = _pyiqa("FGResQ.pth")
FGRESQ_DEGRADATION = _pyiqa("FGResQ_Degradation.pth")

RESNET18 = _torchvision("resnet18-f37072fd.pth", 44.661)
RESNET34 = _torchvision("resnet34-b627a593.pth", 83.275)
RESNET50 = _torchvision("resnet50-0676ba61.pth", 97.781)
ALEXNET = _torchvision("alexnet-owt-7be5be79.pth", 233.087)
VGG16 = _torchvision("vgg16-397923af.pth", 527.796)
VGG19 = _torchvision("vgg19-dcbb9e9d.pth", 548.051)
SQUEEZENET = _torchvision("squeezenet1_1-b8a52dc0.pth", 4.729)

# The score of AHIQ depends on these very tags: its own file does not hold the backbones.
TIMM_RESNET50 = _timm("resnet50.a1_in1k", 102_441_032)
TIMM_VIT_B8 = _timm("vit_base_patch8_224.augreg2_in21k_ft_in1k", 346_307_488)

CLIP_RN50 = _clip(
    "RN50.pt", "afeb0e10f9e5a86da6080e35cf09123aca3b358a0c3e3b6c78a7b63bc04b6762", 244
)
CLIP_VIT_B32 = _clip(
    "ViT-B-32.pt", "40d365715913c9da98579312b702a82c18be219cc2a73407c4526f58eba950af", 338
)
CLIP_VIT_L14 = _clip(
    "ViT-L-14.pt", "b8cca3fd41ae0c99ba7e8951adf17d267cdb84cd88be6f7c2e0eca1737a03836", 890
)

FACE_DETECTION = Checkpoint(
    "detection_Resnet50_Final.pth",
    f"{_FACEXLIB}/v0.1.0/detection_Resnet50_Final.pth",
    backbone=True,
    licence="MIT (facexlib)",
)
FACE_PARSING = Checkpoint(
    "parsing_parsenet.pth",
    f"{_FACEXLIB}/v0.2.2/parsing_parsenet.pth",
    backbone=True,
    licence="MIT (facexlib)",
)
